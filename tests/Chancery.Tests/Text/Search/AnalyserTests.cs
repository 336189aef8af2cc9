using System.Text;
using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class AnalyserTests
{
    [Theory]
    [InlineData("ko", "2016년", "2016 년 2016년")]
    [InlineData("ko", "24주년을", "24 주년 24주년")]
    [InlineData("ko", "02월", "02 2 월 02월")]
    [InlineData("ko", "LibreOffice에서", "libreoffice libreoffic")]
    [InlineData("ko", "ㅎㅏㄱㄱㅛ", "ㅎㅏㄱㄱㅛ 학교")]
    [InlineData("ko", "ㅇㅌㅇ", "ㅇㅌㅇ")]
    [InlineData("ko", "한-아제르바이잔", "한 아제르바이잔")]
    [InlineData("ko", "집", "집")]
    [InlineData("ko", "은", "은")]
    [InlineData("en", "1,000", "1000")]
    [InlineData("en", "1,234,567", "1234567")]
    [InlineData("en", "3.14", "3 14 3.14")]
    [InlineData("en", "e-mail", "e mail email")]
    [InlineData("en", "mp3", "mp 3 mp3")]
    [InlineData("en", "Korea’s", "korea")]
    [InlineData("en", "don't", "dont")]
    [InlineData("en", "O'Neill", "neill oneill oneil")]
    [InlineData("en", "kim@example.org", "kim example exampl org kimexampleorg")]
    [InlineData("en", "ＦＵＬＬ", "full")]
    [InlineData("en", "ﬁne", "fine")]
    [InlineData("fr", "l'école", "ecole école ecol")]
    [InlineData("fr", "aujourd'hui", "aujourdhui")]
    [InlineData("tr", "IŞIK", "isik işik")]
    [InlineData("tr", "İstanbul'da", "istanbulda istanbul")]
    [InlineData("az", "Gəncə", "gence")]
    [InlineData("ru", "ёлка", "елка ёлка елк")]
    [InlineData("de", "Straße", "strasse straße")]
    [InlineData("ja", "東京タワー", "東京タワー 東京 タワー")]
    [InlineData("el", "Αθήνας", "αθηνασ αθήνασ")]
    public void A_word_gives_these_terms(string language, string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', Terms(text, language, TermChannel.Word)));

    [Theory]
    [InlineData("자전거 행진", "자전 전거 행진 거행")]
    [InlineData("자전거행진", "자전 전거 거행 행진")]
    [InlineData("자전거를 행진", "자전 전거 거를 행진 를행 거행")]
    [InlineData("자전거.\n행진", "자전 전거 행진")]
    [InlineData("東京都", "東京 京都")]
    [InlineData("한-아", "한아")]
    [InlineData("집", "")]
    [InlineData("house", "")]
    public void Letters_stand_in_pairs_also_across_a_space(string text, string pairs) =>
        Assert.Equal(pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), Terms(text, "ko", TermChannel.Pair).Order());

    [Theory]
    [InlineData("tr", "kitaplarımız", "kitapl")]
    [InlineData("az", "səfirliyi", "sefirl")]
    [InlineData("ru", "посольства", "посоль")]
    [InlineData("en", "ambassadors", "")]
    [InlineData("ko", "물을", "물")]
    public void Inflected_words_are_found_by_their_beginning_too(string language, string text, string prefixes) =>
        Assert.Equal(prefixes, string.Join(' ', Terms(text, language, TermChannel.Prefix)));

    [Fact]
    public void Hangul_in_any_form_is_the_same_word()
    {
        var composed = Terms("대사관에서", "ko");
        Assert.Equal(composed, Terms("대사관에서".Normalize(NormalizationForm.FormD), "ko"));
        Assert.Equal(composed, Terms("대\u200B사\u00AD관에\u202E서", "ko"));
    }

    [Fact]
    public void Offsets_are_of_the_text_given()
    {
        var text = "그는 " + "이태원".Normalize(NormalizationForm.FormD) + "에서 ﬁne café를";
        var tokens = Analyse(text, "ko");
        var itaewon = tokens.First(token => token.Term == "이태원");
        Assert.Equal("이태원", text[itaewon.Start..itaewon.End].Normalize());
        var fine = tokens.First(token => token.Term == "fine");
        Assert.Equal("ﬁne", text[fine.Start..fine.End]);
        Assert.All(tokens, token => Assert.InRange(token.End, token.Start + 1, text.Length));
        Assert.True(tokens.Where(token => token.Channel == TermChannel.Word).Zip(tokens.Where(token => token.Channel == TermChannel.Word).Skip(1)).All(pair => pair.First.Word <= pair.Second.Word));
    }

    [Fact]
    public void A_query_in_several_languages_names_each_term_once()
    {
        var tokens = new List<Token>();
        new Analyser(Lexicon.Empty).AnalyseQuery("festivals 자전거를 festivaller", ["en", "tr", "fr", "ko"], tokens);
        Assert.Equal(tokens.Count, tokens.Select(token => (token.Term, token.Channel, token.Word)).Distinct().Count());
        Assert.Contains(tokens, token => token is { Term: "festival", Word: 0 });
        Assert.Contains(tokens, token => token is { Term: "festival", Word: 2 });
        Assert.Contains(tokens, token => token is { Term: "자전거", Word: 1 });
    }

    [Fact]
    public void A_word_in_another_language_is_still_found_as_it_stands()
    {
        var document = Terms("festivallerde", "tr", TermChannel.Word);
        var query = new List<Token>();
        new Analyser(Lexicon.Empty).AnalyseQuery("festivallerde", ["fr"], query);
        Assert.Contains(query, token => document.Contains(token.Term));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("?!… — «» ‘’ \"\" ''' ---")]
    [InlineData("\uD800 \uDC00 \uFFFE \u0000 \u202E\u200F")]
    [InlineData("\u0301\u0301 ー ☺ 🎉")]
    public void Nothing_to_find_gives_few_terms_and_no_error(string text) => Assert.InRange(Analyse(text, "ko").Count, 0, 2);

    [Fact]
    public void Any_text_is_taken()
    {
        var random = new Random(11);
        var letters = "가힣ㄱㅏᄒ\u1161\u11ABaZéəİı'’-.,_@09٣１\uD800\uDC00\uD835\uDC00𠀀漢かカー\u3099\u0301\u200D\u202E\0\n\t ß☺Яёـشا\uFFFE\uFFFF①½ﬁㅋﾊﾟ";
        var analyser = new Analyser(Lexicon.Empty);
        var tokens = new List<Token>();
        for (var round = 0; round < 4000; round++)
        {
            var text = string.Create(random.Next(60), random, (span, r) =>
            {
                foreach (ref var c in span) c = r.Next(20) == 0 ? (char)r.Next(65536) : letters[r.Next(letters.Length)];
            });
            var language = new[] { "ko", "en", "fr", "tr", "az", "ru", "xx", "" }[random.Next(8)];
            tokens.Clear();
            analyser.Analyse(text, language, tokens);
            Assert.All(tokens, token =>
            {
                Assert.NotEmpty(token.Term);
                Assert.InRange(token.Start, 0, text.Length - 1);
                Assert.InRange(token.End, token.Start + 1, text.Length);
            });
            var marks = Highlighter.Marks(text, tokens, tokens);
            Assert.All(marks, mark => Assert.False(mark.Start > 0 && char.IsSurrogatePair(text[mark.Start - 1], text[mark.Start])));
            Highlighter.Best(text, tokens, tokens, 20);
            analyser.AnalyseQuery(text, ["ko", language], tokens);
            Assert.Equal(SearchFolding.Fold(text), SearchFolding.Fold(SearchFolding.Fold(text)));
        }
    }

    [Fact]
    public void Time_grows_with_the_length_and_no_faster()
    {
        var analyser = new Analyser(Lexicon.Empty);
        var tokens = new List<Token>();
        foreach (var part in new[] { "가", "a", "\u0301", "\u1112", "-", "a'", "𠀀", "에서는 " })
        {
            var fault = ProcessorTime.Growth(length =>
            {
                var text = "a" + string.Concat(Enumerable.Repeat(part, length / part.Length));
                return () =>
                {
                    tokens.Clear();
                    analyser.Analyse(text, "ko", tokens);
                    tokens.Clear();
                    analyser.AnalyseQuery(text, ["ko", "en"], tokens);
                    SearchFolding.Fold(text);
                };
            }, 50_000);
            Assert.True(fault is null, $"“{part}” {fault}");
        }
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_changes_nothing()
    {
        var analyser = new Analyser(Lexicon.Empty);
        var random = new Random(3);
        var tokens = new List<Token>();
        for (var i = 0; i < 60_000; i++)
        {
            tokens.Clear();
            analyser.Analyse(string.Create(5, random, (span, r) =>
            {
                foreach (ref var c in span) c = (char)('가' + r.Next(11172));
            }), "ko", tokens);
        }
        tokens.Clear();
        analyser.Analyse("자전거를 타고 이태원로에서", "ko", tokens);
        Assert.Equal(Analyse("자전거를 타고 이태원로에서", "ko"), tokens);
    }

    [Theory]
    [InlineData("  한국\u00A0\u3000 문화  ", "한국 문화")]
    [InlineData("ISTANBUL İstanbul ısı", "istanbul istanbul isi")]
    [InlineData("Əliyev", "eliyev")]
    [InlineData("ﾊﾟｰﾃｨ", "パーティ")]
    [InlineData("٢٠١٦", "2016")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("a\u202Eb\0c", "abc")]
    [InlineData("O’Neill", "o'neill")]
    public void Folding_leaves_one_form(string text, string folded) => Assert.Equal(folded, SearchFolding.Fold(text));

    private static List<Token> Analyse(string text, string language)
    {
        var tokens = new List<Token>();
        new Analyser(Lexicon.Empty).Analyse(text, language, tokens);
        return tokens;
    }

    private static string[] Terms(string text, string language, TermChannel? channel = null) =>
        [.. Analyse(text, language).Where(token => channel is null || token.Channel == channel).Select(token => token.Term)];
}
