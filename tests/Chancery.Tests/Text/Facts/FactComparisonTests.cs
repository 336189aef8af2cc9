using Chancery.Text.Facts;

namespace Chancery.Tests.Text.Facts;

public sealed class FactComparisonTests
{
    [Theory]
    [InlineData("7 days", "일주일", Likeness.Same, Gaps.None)]
    [InlineData("7 days", "8일간", Likeness.Close, Gaps.Amount)]
    [InlineData("7 days", "7주", Likeness.Close, Gaps.Unit)]
    [InlineData("227,000 people", "22만 7천 명", Likeness.Same, Gaps.None)]
    [InlineData("227,000 people", "22만 9천 명", Likeness.Close, Gaps.Digit)]
    [InlineData("30,000 people", "3천 명", Likeness.Close, Gaps.Scale)]
    [InlineData("$1.2 million", "12억 달러", Likeness.Close, Gaps.Scale)]
    [InlineData("$500", "500유로", Likeness.Close, Gaps.Currency)]
    [InlineData("5 km", "5마일", Likeness.Close, Gaps.Unit)]
    [InlineData("5 miles", "8km", Likeness.SameFigure, Gaps.Unit)]
    [InlineData("February 23, 2016", "2월 23일", Likeness.SameButYearMissing, Gaps.None)]
    [InlineData("February 23, 2016", "지난 23일", Likeness.SameButYearMissing, Gaps.None)]
    [InlineData("February 23, 2016", "2017년 2월 23일", Likeness.Close, Gaps.Year)]
    [InlineData("February 23, 2016", "2016년 3월 23일", Likeness.Close, Gaps.Month)]
    [InlineData("February 23, 2016", "2016년 2월 24일", Likeness.Close, Gaps.Day)]
    [InlineData("Tuesday, February 23, 2016", "2016년 2월 23일(수)", Likeness.Close, Gaps.Weekday)]
    [InlineData("23–25 February", "2월 23~26일", Likeness.Close, Gaps.Day)]
    [InlineData("23–25 February", "2월 23일", Likeness.Close, Gaps.End)]
    [InlineData("Monday", "화요일", Likeness.Close, Gaps.Weekday)]
    [InlineData("15%", "15%p", Likeness.Close, Gaps.Kind)]
    [InlineData("15%", "25%", Likeness.Close, Gaps.Digit)]
    [InlineData("half of it", "50%", Likeness.Same, Gaps.None)]
    [InlineData("a third of it", "33%", Likeness.SameFigure, Gaps.Kind)]
    [InlineData("third", "3회", Likeness.SameFigure, Gaps.Kind)]
    [InlineData("3 p.m.", "오후 4시", Likeness.Close, Gaps.Amount)]
    [InlineData("version 1.2.3", "1.2.4 버전", Likeness.Close, Gaps.Digit)]
    [InlineData("https://example.org/a", "https://example.org/b", Likeness.Close, Gaps.Spelling)]
    [InlineData("12 copies", "오후 3시", Likeness.Different, Gaps.None)]
    [InlineData("about 10–12 people", "10~12명", Likeness.Same, Gaps.None)]
    [InlineData("12 months", "1년", Likeness.Same, Gaps.None)]
    public void Two_facts(string english, string korean, Likeness likeness, Gaps gaps)
    {
        var a = FactReader.Read(english, "en").First(f => f.Kind != FactKind.LatinWord);
        var b = FactReader.Read(korean, "ko").First(f => f.Kind != FactKind.LatinWord);
        Assert.Equal(new(likeness, gaps), FactComparison.Compare(a, b));
        Assert.Equal(new(likeness, gaps), FactComparison.Compare(b, a));
    }

    [Fact]
    public void A_range_may_be_told_in_two_steps()
    {
        var (from, to) = FactReader.Read("2~5 km", "ko")[0].Split()!.Value;
        Assert.Equal(("m:m:2000", "m:m:5000"), (from.Key, to.Key));
        (from, to) = FactReader.Read("23–25 February 2016", "en")[0].Split()!.Value;
        Assert.Equal(("t:2016-02-23", "t:2016-02-25"), (from.Key, to.Key));
    }

    [Fact]
    public void Places_are_those_of_the_text_as_given_and_emphasis_is_not_in_the_way()
    {
        const string Text = "On **23\u00A0February** the\u200B Embassy had\u3000１２ copies, 21.87㎢.";
        Assert.Equal(["23\u00A0February", "１２ copies", "21.87㎢"],
            FactReader.Read(Text, "en").Where(f => f.Kind != FactKind.LatinWord).Select(f => Text[f.Start..f.End]));
    }

    [Fact]
    public void A_language_that_is_not_known_gives_its_digits_links_and_Latin_words()
    {
        Assert.False(FactReader.Knows("xx"));
        Assert.True(FactReader.Knows("ko-KR"));
        Assert.Equal(["n:12", "%:5", "w:nato", "l:example.org"],
            FactReader.Read("12 abc, 5% NATO https://example.org", "xx").Select(f => f.Key));
    }
}
