using System.Globalization;
using System.Text;

namespace Chancery.Text.Parity;

/// <summary>How differing words are marked: between brackets, or with codes that a terminal shows as colour.</summary>
public sealed record ParityMarks(string Open, string Close, string Dim, string Reset)
{
    public static readonly ParityMarks Plain = new("[", "]", "", "");
    public static readonly ParityMarks Colour = new("\u001b[1;31m", "\u001b[0m", "\u001b[2m", "\u001b[0m");
}

/// <summary>The words around the two texts. English here; the product has them in the languages of its desk.</summary>
public class ParityWords
{
    public static readonly ParityWords English = new();

    public virtual string Heading(Finding finding) => $"{finding.Severity.ToString().ToLowerInvariant()} · {finding.Kind.Replace('_', ' ')}";

    public virtual string Explanation(Finding finding) => finding.Explanation;

    /// <summary>What the words were read as, or null where that says nothing more.</summary>
    public virtual string? Reading(FindingSpan span) => span.Reading != span.Text && span.Reading.Length < 80 ? span.Reading : null;

    public virtual IReadOnlyList<string> Remarks(ParityReport report) => report.Remarks;

    public virtual string Sum(int findings, int errors) => findings switch
    {
        0 => "The two editions say the same.",
        1 => errors == 1 ? "1 finding, an error." : "1 finding.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{findings} findings, {errors} of them errors."),
    };
}

/// <summary>The report for people: each finding with its two lines, the differing words marked and what they were read as beside.</summary>
public static class ParityPrint
{
    // Longer sentences are cut around the marked words.
    private const int Around = 60;

    public static string Write(ParityReport report, ParityMarks? marks = null, ParityWords? words = null)
    {
        marks ??= ParityMarks.Plain;
        words ??= ParityWords.English;
        var output = new StringBuilder();
        var width = Math.Max(report.SourceLanguage.Length, report.TargetLanguage.Length);
        foreach (var remark in words.Remarks(report)) output.Append(marks.Dim).Append(remark).Append(marks.Reset).Append('\n');
        if (report.Refusal is { } refusal) return output.Append(refusal).Append('\n').ToString();
        for (var i = 0; i < report.Findings.Count; i++)
        {
            var finding = report.Findings[i];
            output.Append(CultureInfo.InvariantCulture, $"{i + 1}. {words.Heading(finding)}\n");
            Line(output, report.SourceLanguage.PadRight(width), finding.Source, finding.SourceSentence, marks, words);
            Line(output, report.TargetLanguage.PadRight(width), finding.Target, finding.TargetSentence, marks, words);
            output.Append("   ").Append(marks.Dim).Append(Shown(words.Explanation(finding))).Append(marks.Reset).Append("\n\n");
        }
        var errors = report.Findings.Count(finding => finding.Severity == Severity.Error);
        return output.Append(words.Sum(report.Findings.Count, errors)).Append('\n').ToString();
    }

    private static void Line(StringBuilder output, string language, FindingSpan? span, FindingSpan? sentence, ParityMarks marks, ParityWords words)
    {
        output.Append("   ").Append(language).Append("  ");
        if (span is null && sentence is null)
        {
            output.Append(marks.Dim).Append('–').Append(marks.Reset).Append('\n');
            return;
        }
        if (span is null)
        {
            output.Append(Shown(Cut(sentence!.Text, 2 * Around))).Append('\n');
            return;
        }
        var (before, after) = ("", "");
        if (sentence is not null && span.Start >= sentence.Start && span.End <= sentence.End && span.Start - sentence.Start <= sentence.Text.Length)
        {
            var from = span.Start - sentence.Start;
            var to = Math.Min(sentence.Text.Length, span.End - sentence.Start);
            before = sentence.Text[..from];
            after = sentence.Text[to..];
        }
        if (before.Length > Around) before = "…" + before[^Around..];
        output.Append(Shown(before)).Append(marks.Open).Append(Shown(Cut(span.Text, 4 * Around))).Append(marks.Close).Append(Shown(Cut(after, Around)));
        if (words.Reading(span) is { } reading) output.Append("   ").Append(marks.Dim).Append("= ").Append(Shown(reading)).Append(marks.Reset);
        output.Append('\n');
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length] + "…";

    // One line each, and nothing that a terminal would obey.
    private static string Shown(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) output.Append(' ');
            else output.Append(rune);
        }
        return output.ToString();
    }
}
