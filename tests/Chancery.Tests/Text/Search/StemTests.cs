using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

public sealed class StemTests
{
    public static TheoryData<string, string, string> Rows(string file)
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Text", "Search", file)))
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [var language, var word, var stem]) rows.Add(language, word, stem);
        return rows;
    }

    public static TheoryData<string, string, string> Korean => Rows("stems-ko.tsv");
    public static TheoryData<string, string, string> English => Rows("stems-en.tsv");
    public static TheoryData<string, string, string> Others => Rows("stems-others.tsv");

    [Theory, MemberData(nameof(Korean))]
    public void A_Korean_word_is_brought_to_its_stem(string language, string word, string stem) => Assert.Equal(stem, Stem(language, word));

    [Theory, MemberData(nameof(English))]
    public void An_English_word_is_brought_to_its_stem(string language, string word, string stem) => Assert.Equal(stem, Stem(language, word));

    [Theory, MemberData(nameof(Others))]
    public void A_French_Russian_Turkish_or_Azerbaijani_word_is_brought_to_its_stem(string language, string word, string stem) => Assert.Equal(stem, Stem(language, word));

    [Fact]
    public void The_tables_are_as_long_as_they_are_said_to_be()
    {
        Assert.True(Korean.Count >= 150);
        Assert.True(English.Count >= 60);
        Assert.True(Others.Count >= 90);
        Assert.True(Particles.Count >= 230);
    }

    [Fact]
    public void A_stem_is_taken_from_nothing_but_itself()
    {
        var analyser = new Analyser(Lexicon.Empty);
        foreach (var row in Korean)
            if (row.Data.Item3.All(c => c is >= '\uAC00' and <= '\uD7A3')) Assert.Equal(row.Data.Item3, analyser.Despaced(row.Data.Item2, "ko"));
    }

    private static string Stem(string language, string word) => new Analyser(Lexicon.Empty).Despaced(word, language);
}
