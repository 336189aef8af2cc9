using Chancery.Text.Facts;

namespace Chancery.Tests.Text.Facts;

/// <summary>
/// The tables beside this file: a sentence and, after tabs, every fact it states as <c>key «text»</c>; <c>~</c> marks a
/// weak one, <c>key|other</c> a second reading. Latin words and quotes are left out. bilingual-*.tsv: two sentences of
/// which all strong facts answer one another. changed-*.tsv: two sentences that tell one fact differently.
/// </summary>
public sealed class ReaderTests
{
    public static TheoryData<string, string> Tables()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.tsv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name.Contains('-', StringComparison.Ordinal)) continue;
            foreach (var line in File.ReadLines(file)) if (line.Length > 0 && line[0] != '#') rows.Add(name, line);
        }
        return rows;
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_sentence_states_these_facts_and_no_others(string language, string row)
    {
        var cells = row.Split('\t');
        var facts = FactReader.Read(cells[0], language).Where(f => f.Kind is not (FactKind.LatinWord or FactKind.Quote))
            .Select(f => $"{(f.Strength == Strength.Weak ? "~" : "")}{f.Key}{(f.OtherKey is null ? "" : "|" + f.OtherKey)} «{cells[0][f.Start..f.End]}»");
        Assert.Equal(cells[1..], facts);
    }

    public static TheoryData<string, string, string, string> Bilingual() => Pairs("bilingual");

    public static TheoryData<string, string, string, string> Changed() => Pairs("changed");

    private static TheoryData<string, string, string, string> Pairs(string set)
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, $"{set}*.tsv").Order(StringComparer.Ordinal))
        {
            // bilingual-en-ko.tsv
            var languages = Path.GetFileNameWithoutExtension(file).Split('-');
            foreach (var line in File.ReadLines(file))
                if (line.Split('\t') is [var one, var two]) rows.Add(languages[1], one, languages[2], two);
        }
        return rows;
    }

    [Theory, MemberData(nameof(Bilingual))]
    public void Two_editions_say_the_same(string first, string one, string second, string two)
    {
        var (a, b) = (Values(one, first), Values(two, second));
        foreach (var fact in a.Where(f => f.Strength == Strength.Strong))
            Assert.True(b.Exists(other => Answers(fact, other)), $"{fact.Key} is not in: {two} ({string.Join(", ", b.Select(f => f.Key))})");
        foreach (var fact in b.Where(f => f.Strength == Strength.Strong))
            Assert.True(a.Exists(other => Answers(fact, other)), $"{fact.Key} is not in: {one} ({string.Join(", ", a.Select(f => f.Key))})");
    }

    [Theory, MemberData(nameof(Changed))]
    public void One_changed_fact_between_two_editions_is_seen(string first, string one, string second, string two)
    {
        var (a, b) = (Values(one, first), Values(two, second));
        Assert.True(Unanswered(a, b) || Unanswered(b, a), $"{string.Join(", ", a.Select(f => f.Key))} answer {string.Join(", ", b.Select(f => f.Key))}");
    }

    private static bool Unanswered(List<Fact> facts, List<Fact> others)
        => facts.Exists(fact => fact.Strength == Strength.Strong && !others.Exists(other => Answers(fact, other)));

    private static bool Answers(Fact fact, Fact other)
    {
        var match = FactComparison.Compare(fact, other);
        Assert.Equal(match, FactComparison.Compare(other, fact));
        return match.IsAnswer;
    }

    private static List<Fact> Values(string text, string language)
        => [.. FactReader.Read(text, language).Where(f => f.Kind is not (FactKind.LatinWord or FactKind.Quote))];

    internal static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Text", "Facts");
}
