using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class CompletionTests
{
    private static readonly CompletionIndex Index = CompletionIndex.Build(
    [
        new("이태원 자전거 행진", 3, 1), new("이탈리아 문화원", 5, 2), new("주아제르바이잔 대사관, 이태원로에", 1, 3), new("Embassy of Azerbaijan", 2, 4),
        new("Öğrenci Festivali", 1, 5), new("독도", 1, 6), new("", 1, 7),
    ]);

    [Theory]
    [InlineData("ㅇ", 2)]
    [InlineData("이ㅌ", 2)]
    [InlineData("이태", 1)]
    [InlineData("이탱", 1)]
    [InlineData("이태원", 1)]
    [InlineData("이태원자", 1)]
    [InlineData("이태원 ㅈ", 1)]
    [InlineData("ㅇㅌㅇ", 1)]
    [InlineData("ㅈㅈㄱㅎㅈ", 1)]
    [InlineData("자전거 행", 1)]
    [InlineData("azer", 4)]
    [InlineData("EMB", 4)]
    [InlineData("ogr", 5)]
    [InlineData("이탈리아", 2)]
    [InlineData("대사관 이", 3)]
    [InlineData("도", 6)]
    [InlineData("", 0)]
    [InlineData("?", 0)]
    public void What_is_typed_completes_to(string typed, int first) =>
        Assert.Equal(first, Index.Complete(typed, 5) is [var best, ..] ? best.Payload : 0);

    [Fact]
    public void Every_keystroke_on_the_way_to_a_title_keeps_it()
    {
        foreach (var typed in new[] { "ㅇ", "이", "잍", "이태", "이탱", "이태우", "이태워", "이태원", "이태원ㅈ", "이태원 자", "이태원 잦", "이태원 자저", "이태원 자전", "이태원 자전ㄱ" })
            Assert.Contains(Index.Complete(typed, 5), entry => entry.Payload == 1);
    }

    [Fact]
    public void An_entry_that_may_not_be_seen_is_passed_over() =>
        Assert.DoesNotContain(Index.Complete("이태원", 5, entry => entry.Payload != 1), entry => entry.Payload == 1);

    [Fact]
    public void An_entry_comes_once() => Assert.Single(CompletionIndex.Build([new("가나 가나 가나", 1, 1)]).Complete("가", 5));
}
