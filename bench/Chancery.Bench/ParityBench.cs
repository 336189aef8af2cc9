using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chancery.Tests.Text.Parity;
using Chancery.Text.Parity;

namespace Chancery.Bench;

/// <summary>
/// Quality of the parity check on our own sets and its speed: a two-page pair when warm, and a document of 6,000 paragraphs.
/// Repeated by <c>dotnet run --project bench/Chancery.Bench -c Release -- parity</c>; <c>-- parity FILE</c> scores a further
/// file of help pages (two columns, an empty line between pages); <c>-- parity --real /usr/share</c> reads the help pages that
/// the packages libreoffice-help-ko, libreoffice-help-en-us and gnome-user-docs install; a number after it shows as many alarms
/// of the untouched pages, each with both sentences, for somebody who judges them.
/// </summary>
internal static class ParityBench
{
    public static int Run(string[] words)
    {
        Console.WriteLine(Program.Machine);
        if (words is ["--real", var folder, .. var rest])
            return Real(folder, rest is [var shown] && int.TryParse(shown, CultureInfo.InvariantCulture, out var count) ? count : 0);
        Console.WriteLine("\nGenerated English/Korean reports, 600 (a third untouched):\n");
        Console.WriteLine(ParityQuality.Reports(600, 7));
        Console.WriteLine("Omissions in English/Korean help pages without figures:\n");
        Console.WriteLine(ParityQuality.HelpPages());
        Console.WriteLine("Names exchanged for others, English with Korean, Japanese, Russian:\n");
        Console.WriteLine(NamePairs.Score().Table);
        if (words is [var file])
        {
            var score = new ParityScore();
            foreach (var pair in ParityQuality.HelpPairs(file)) score.Add(pair, ParityCheck.Compare(pair.Source, pair.Target).Findings);
            Console.WriteLine($"{file}:\n\n{score}");
        }
        Speed();
        return 0;
    }

    /// <summary>Real pages as they are, and the same with up to four differences each.</summary>
    private static int Real(string folder, int show)
    {
        var (asIs, changed, random) = (new ParityScore(), new ParityScore(), new Random(5));
        var alarms = new List<(string Page, Finding Finding)>();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var page in RealPages.Read(folder))
        {
            var pair = RealPages.AsItIs(page);
            var findings = ParityCheck.Compare(pair.Source, pair.Target).Findings;
            asIs.Add(pair, findings);
            foreach (var finding in findings.Where(f => f.Severity != Severity.Note))
            {
                kinds[finding.Kind] = kinds.GetValueOrDefault(finding.Kind) + 1;
                alarms.Add((page.Name, finding));
            }
            if (RealPages.Changed(page, random, 4) is { } other) changed.Add(other, ParityCheck.Compare(other.Source, other.Target).Findings);
        }
        if (asIs.Untouched == 0)
        {
            Console.Error.WriteLine($"{folder}: no pages. Install libreoffice-help-ko, libreoffice-help-en-us and gnome-user-docs, and name /usr/share.");
            return 1;
        }
        Print($"\nPages as they are: {asIs.FalselyAlarmed} of {asIs.Untouched} ({asIs.FalseAlarmRate:P1}) with a finding above a note");
        foreach (var (kind, count) in kinds) Print($"{kind,-24} {count}");
        foreach (var (page, alarm) in alarms.OrderBy(_ => random.Next()).Take(show))
            Print($"\n{page}: {alarm.Kind} {alarm.Explanation}\n  {alarm.SourceSentence?.Text}\n  {alarm.TargetSentence?.Text}");
        Console.WriteLine("\nThe same with differences put in (what the pages had before counts as false):\n");
        Console.WriteLine(changed);
        return 0;
    }

    private static void Speed()
    {
        var generator = new ReportGenerator(3);
        var (english, korean, paragraphs) = (new StringBuilder(), new StringBuilder(), 0);
        var pair = generator.Next("warm", 2);
        while (paragraphs < 6000)
        {
            var next = generator.Next("long", 1);
            english.Append(next.Source.Text).Append("\n\n");
            korean.Append(next.Target.Text).Append("\n\n");
            paragraphs += next.Source.Text.Split("\n\n").Length;
        }
        var (source, target) = (new ParityText("en", pair.Source.Text + "\n\n" + generator.Next("second", 0).Source.Text), new ParityText("ko", pair.Target.Text));
        for (var i = 0; i < 200; i++) ParityCheck.Compare(source, target);
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var watch = Stopwatch.StartNew();
            ParityCheck.Compare(source, target);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Print($"Two-page pair ({source.Text.Length + target.Text.Length:N0} characters), warm: median {times[100]:0.0} ms, 95 % {times[190]:0.0} ms");
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes();
        var all = Stopwatch.StartNew();
        var report = ParityCheck.Compare(new("en", english.ToString()), new("ko", korean.ToString()));
        using var process = Process.GetCurrentProcess();
        Print($"{paragraphs:N0} paragraphs ({english.Length + korean.Length:N0} characters): {all.Elapsed.TotalSeconds:0.00} s, {(GC.GetTotalAllocatedBytes() - before) >> 20} MB allocated, {process.PeakWorkingSet64 >> 20} MB at most, {report.Findings.Count} findings");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
