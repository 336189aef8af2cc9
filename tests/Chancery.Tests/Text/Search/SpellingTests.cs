using Chancery.Text.Names;
using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class SpellingTests
{
    private static readonly SpellingIndex Index = SpellingIndex.Build(
        [("이태원", 20), ("자전거", 30), ("대사관", 50), ("festival", 40), ("festivals", 5), ("embassy", 9), ("посольство", 3), ("büyükelçi", 2), ("buyukelci", 2), ("아제르바이잔", 10), ("2016", 9), ("a", 3)]);

    [Theory]
    [InlineData("이태완", "이태원")]
    [InlineData("이대원", "이태원")]
    [InlineData("이태워", "이태원")]
    [InlineData("자건거", "자전거")]
    [InlineData("자전겅", "자전거")]
    [InlineData("festval", "festival")]
    [InlineData("fesitval", "festival")]
    [InlineData("fstival", "festival")]
    [InlineData("efstival", "festival")]
    [InlineData("festivall", "festival")]
    [InlineData("xestival", "festival")]
    [InlineData("посолство", "посольство")]
    [InlineData("itewon", "이태원")]
    [InlineData("Itaewon", "이태원")]
    [InlineData("Azerbaijan", "아제르바이잔")]
    public void A_word_with_one_slip_or_in_another_script_is_near(string typed, string word) => Assert.Equal(word, Index.Near(typed).First().Term);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("qqqqqq")]
    [InlineData("\uD800")]
    public void Nothing_is_near_to_nothing(string typed) => Assert.Empty(Index.Near(typed));

    [Fact]
    public void The_halves_find_what_looking_at_every_word_finds()
    {
        var random = new Random(5);
        var words = Enumerable.Range(0, 3000).Select(_ => new string([.. Enumerable.Range(0, 2 + random.Next(5)).Select(_ => "abc"[random.Next(3)])])).Distinct().ToList();
        var index = SpellingIndex.Build(words.Select(word => (word, 1)));
        foreach (var word in words.Take(300).Concat(["aabbcc", "cab", "bcbcbc"]))
        {
            var expected = words.Where(other => SpellingDistance.Of(word, other, 1) == 1 && SpellingIndex.OneEdit(word, other)).Order();
            Assert.Equal(word.Length < 3 ? [] : expected, index.Near(word).Select(near => near.Term).Order());
        }
    }
}
