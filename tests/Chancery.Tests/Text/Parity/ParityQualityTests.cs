using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>The figures that the check must reach on our own sets; the bench prints the same ones in full.</summary>
public sealed class ParityQualityTests(ITestOutputHelper output)
{
    [Fact]
    public void Generated_reports()
    {
        var score = ParityQuality.Reports(240, 20160226);
        output.WriteLine(score.ToString());
        Assert.True(score.Of().F1 >= 0.97, string.Join('\n', score.Misses.Take(40)));
        Assert.True(score.FalseAlarmRate <= 0.02, string.Join('\n', score.Misses.Take(40)));
        var (precision, recall, _) = score.Of(FindingKinds.NameOther);
        Assert.True(precision >= 0.9 && recall >= 0.85, $"names: P {precision} R {recall}");
    }

    [Fact]
    public void Omissions_in_help_pages_without_figures()
    {
        var score = ParityQuality.HelpPages();
        output.WriteLine(score.ToString());
        Assert.True(score.Of().F1 >= 0.80, string.Join('\n', score.Misses));
        Assert.Equal(0, score.FalselyAlarmed);
    }

    [Fact]
    public void Names_exchanged_for_others()
    {
        var misses = new List<string>();
        var (precision, recall, table) = NamePairs.Score(misses);
        output.WriteLine(table);
        Assert.True(precision >= 0.9 && recall >= 0.85, table + string.Join('\n', misses.Take(40)));
    }

    public static TheoryData<string, string, string> Sentences()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(ParityQuality.Folder, "sentences-en-ko.tsv")))
            if (!line.StartsWith('#') && line.Split('\t') is [var kinds, var english, var korean]) rows.Add(kinds, english, korean);
        return rows;
    }

    [Theory, MemberData(nameof(Sentences))]
    public void A_sentence_and_its_translation(string kinds, string english, string korean)
    {
        var report = ParityCheck.Compare(new("en", english), new("ko", korean));
        var found = report.Findings.Where(finding => finding.Kind != FindingKinds.Format).Select(finding => finding.Kind).Order(StringComparer.Ordinal);
        Assert.True(kinds.Replace("–", "", StringComparison.Ordinal) == string.Join(',', found), $"{ParityPrint.Write(report)}{english}\n{korean}");
    }
}
