using Chancery.Features.Parity;
using Chancery.Text.Facts;
using Chancery.Text.Parity;

namespace Chancery.Tests.Parity;

/// <summary>What was read, as a Korean and an English reader would write it.</summary>
public sealed class FindingWordingTests
{
    [Theory]
    [InlineData("for 7 days", "7일", "7 days")]
    [InlineData("for one year", "1년", "1 year")]
    [InlineData("for three decades", "30년", "30 years")]
    [InlineData("24 months", "24개월", "24 months")]
    [InlineData("3 to 5 weeks", "3–5주", "3–5 weeks")]
    [InlineData("60 percent of it", "60%", "60 %")]
    [InlineData("up by 3.5 percentage points", "3.5퍼센트포인트", "3.5 percentage points")]
    [InlineData("it cost $500", "500달러", "500 USD")]
    [InlineData("12 km away", "12 km", "12 km")]
    [InlineData("12 miles away", "12마일", "12 miles")]
    [InlineData("on Tuesday", "화요일", "Tuesday")]
    [InlineData("on 20 February 2016", "2016년 2월 20일", "20 February 2016")]
    [InlineData("on 20 February", "2월 20일", "20 Feb")]
    [InlineData("from 20 to 23 February 2016", "2016년 2월 20일–2016년 2월 23일", "20 February 2016–23 February 2016")]
    [InlineData("in February 2016", "2016년 2월", "February 2016")]
    [InlineData("in the 1990s", "1990년대", "1990s")]
    [InlineData("at 3:30 p.m.", "오후 3시 30분", "15:30")]
    [InlineData("the 24th anniversary", "24주년", "anniversary 24")]
    [InlineData("the 25th time", "25번째", "no. 25")]
    [InlineData("it grew threefold", "3배", "3-fold")]
    [InlineData("227,000 people", "227,000", "227,000")]
    public void A_reading_is_worded_for_its_reader(string text, string korean, string english)
    {
        var fact = FactReader.Read(text, "en").First(f => f.Kind is not (FactKind.LatinWord or FactKind.Quote));
        Assert.Equal((korean, english), (FindingWording.In("ko").Fact(fact), FindingWording.In("en").Fact(fact)));
    }

    [Fact]
    public void Every_reason_and_every_unit_has_its_words_in_every_language()
    {
        foreach (var said in new[] { FindingWording.In("en"), FindingWording.In("ko") })
        {
            foreach (var unit in FindingWording.Units) Assert.DoesNotContain("[", said[$"parity.unit.{unit}", ("figure", "1"), ("n", 1)], StringComparison.Ordinal);
            foreach (var kind in FindingKinds.All)
            {
                foreach (var reason in FindingReasons.All)
                {
                    if (reason == FindingReasons.Differs && (kind.Contains("only", StringComparison.Ordinal) || kind is FindingKinds.FactMissing or FindingKinds.YearMissing or FindingKinds.Format or FindingKinds.NameOther or FindingKinds.Style)) continue;
                    var finding = new Finding { Kind = kind, Rule = "x", Severity = Severity.Error, Explanation = "x", Reason = reason, Values = [new("a"), new("b"), new("c"), new("d")] };
                    Assert.DoesNotContain("[", said.Why(finding) + said.Kind(finding) + said.Severity(finding), StringComparison.Ordinal);
                }
            }
        }
    }
}
