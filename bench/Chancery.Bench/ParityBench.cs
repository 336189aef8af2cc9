using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chancery.Tests.Text.Parity;
using Chancery.Text.Parity;

namespace Chancery.Bench;

/// <summary>
/// Quality of the parity check on our own sets and its speed: a two-page pair when warm, and a document of 6,000 paragraphs.
/// Repeated by <c>dotnet run --project bench/Chancery.Bench -c Release -- parity</c>; <c>-- parity FILE</c> scores a further
/// file of help pages (two columns, an empty line between pages).
/// </summary>
internal static class ParityBench
{
    public static int Run(string[] words)
    {
        Console.WriteLine(Program.Machine);
        Console.WriteLine("\nGenerated English/Korean reports, 600 (a third untouched):\n");
        Console.WriteLine(ParityQuality.Reports(600, 7));
        Console.WriteLine("Omissions in English/Korean help pages without figures:\n");
        Console.WriteLine(ParityQuality.HelpPages());
        if (words is [var file])
        {
            var score = new ParityScore();
            foreach (var pair in ParityQuality.HelpPairs(file)) score.Add(pair, ParityCheck.Compare(pair.Source, pair.Target).Findings);
            Console.WriteLine($"{file}:\n\n{score}");
        }
        Speed();
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
