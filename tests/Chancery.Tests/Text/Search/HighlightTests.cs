using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("ko", "지난 주말 이태원로에서 자전거 행진이 열렸다.", "이태원로 자전거행진", "이태원로|자전거 행진")]
    [InlineData("ko", "자전거행진", "자전거 행진", "자전거행진")]
    [InlineData("en", "Festivals were celebrated; a festival ended.", "festival", "Festivals|festival")]
    [InlineData("ko", "아무 관계가 없는 글", "이태원", "")]
    [InlineData("fr", "L'école et les écoles", "ecole", "école|écoles")]
    public void What_was_asked_for_is_marked(string language, string text, string query, string marks)
    {
        var (tokens, asked) = Read(text, query, language);
        Assert.Equal(marks, string.Join('|', Highlighter.Marks(text, tokens, asked).Select(mark => text[mark.Start..mark.End])));
    }

    [Fact]
    public void The_window_shows_where_most_of_the_query_stands()
    {
        var filler = string.Join(' ', Enumerable.Repeat("다른 이야기만 있는 문단이다", 60));
        var text = filler + " 자전거가 있었다 " + filler + " 이태원로에서 자전거 행진이 열렸다 " + filler;
        var (tokens, asked) = Read(text, "이태원로 자전거 행진", "ko");
        var best = Highlighter.Best(text, tokens, asked);
        Assert.Contains("이태원로에서 자전거 행진이 열렸다", text[best.Start..best.End], StringComparison.Ordinal);
        Assert.InRange(best.End - best.Start, 150, 260);
        Assert.NotEmpty(best.Marks);
    }

    [Fact]
    public void Neither_pairs_nor_graphemes_are_parted()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)) + "이태원" + string.Concat(Enumerable.Repeat("e\u0301", 200));
        var (tokens, asked) = Read(text, "이태원", "ko");
        for (var length = 1; length < 60; length++)
        {
            var best = Highlighter.Best(text, tokens, asked, length);
            Assert.True(best.Start == 0 || !char.IsLowSurrogate(text[best.Start]) && text[best.Start] is not ('\u0301' or '\u200D'));
            Assert.True(best.End == text.Length || !char.IsLowSurrogate(text[best.End]) && text[best.End] != '\u0301');
        }
    }

    [Fact]
    public void Without_a_match_the_beginning_is_shown()
    {
        var text = string.Join(' ', Enumerable.Repeat("낱말", 300));
        var (tokens, asked) = Read(text, "없음", "ko");
        var best = Highlighter.Best(text, tokens, asked);
        Assert.Equal(0, best.Start);
        Assert.InRange(best.End, 200, 240);
        Assert.Empty(best.Marks);
    }

    private static (List<Token> Tokens, List<Token> Query) Read(string text, string query, string language)
    {
        var analyser = new Analyser(Lexicon.Empty);
        var (tokens, asked) = (new List<Token>(), new List<Token>());
        analyser.Analyse(text, language, tokens);
        analyser.AnalyseQuery(query, [language], asked);
        return (tokens, asked);
    }
}
