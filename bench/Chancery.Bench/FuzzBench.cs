using System.Diagnostics;
using Chancery.Tests;
using Chancery.Tests.Text.Facts;
using Chancery.Tests.Text.Parity;
using Chancery.Text.Facts;
using Chancery.Text.Parity;

namespace Chancery.Bench;

/// <summary>
/// The fuzz of the tests for as long as one likes: <c>fuzz [minutes]</c>. Every reader and the whole check over mutated texts; walls of
/// one thing must take no more than in proportion to their length. Times are the thread's own, not those of a busy machine. Ends with 1 at the first fault, whose seed repeats it.
/// </summary>
internal static class FuzzBench
{
    // A mutated sentence takes microseconds; half a second is a loop that does not fit the length.
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(0.5);

    public static int Run(string[] words)
    {
        var minutes = words.Length > 0 && double.TryParse(words[0], out var told) ? told : 1;
        var seed = words.Length > 1 && int.TryParse(words[1], out var given) ? given : Environment.TickCount;
        Console.WriteLine($"{minutes} min, seed {seed}, {Program.Machine}");
        return Walls() && Texts(seed, Stopwatch.GetTimestamp() + (long)(minutes * 60 * Stopwatch.Frequency)) ? 0 : 1;
    }

    // Twice as long may take two times as long; the rest is for cold caches.
    private static bool Walls()
    {
        var read = Grow("read", 10_000, (language, text) => FactReader.Read(text, language));
        var compared = Grow("compared", 2_000, (language, text) => ParityCheck.Compare(new("en", text), new(language, text)));
        return read && compared;
    }

    private static bool Grow(string name, int length, Action<string, string> work)
    {
        var (worst, where) = (0.0, "");
        foreach (var language in ReaderFuzz.Languages)
            foreach (var unit in ReaderFuzz.Walls)
            {
                var (half, whole) = (Best(length), Best(2 * length));
                var ratio = whole / Math.Max(half, 1);
                if (ratio > worst) (worst, where) = (ratio, $"{language} “{unit}” {half:0.0} → {whole:0.0} ms");

                double Best(int characters)
                {
                    var text = string.Concat(Enumerable.Repeat(unit, characters / unit.Length));
                    return Enumerable.Range(0, 3).Min(_ => ProcessorTime.Of(() => work(language, text)).TotalMilliseconds);
                }
            }
        Console.WriteLine($"walls {name}: {ReaderFuzz.Languages.Length * ReaderFuzz.Walls.Length}, worst growth for twice the length {worst:0.0} ({where})");
        return worst < 3.5;
    }

    private static bool Texts(int seed, long end)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Chancery.Tests", "Text", "Facts");
        var fuzz = new ReaderFuzz(folder, seed);
        var reports = new ReportGenerator(seed);
        var random = new Random(seed);
        var (readings, checks) = (0L, 0L);
        var (slowReading, slowCheck) = (TimeSpan.Zero, TimeSpan.Zero);
        while (Stopwatch.GetTimestamp() < end)
        {
            foreach (var language in ReaderFuzz.Languages)
            {
                var text = fuzz.Next();
                string? fault = null;
                var took = ProcessorTime.Of(() => fault = ReaderFuzz.Fault(text, language));
                if (fault is not null)
                {
                    Console.WriteLine($"{language}: {fault}");
                    return false;
                }
                if (took > slowReading) slowReading = took;
                readings++;
            }
            if (readings % 110 != 0) continue;
            // A whole report, its sentences mixed with mutated ones of any language.
            var pair = reports.Next("fuzz", 1);
            var target = random.Next(2) == 0 ? "ko" : ReaderFuzz.Languages[random.Next(ReaderFuzz.Languages.Length)];
            var (one, two) = (pair.Source.Text + "\n\n" + fuzz.Next(), fuzz.Next() + "\n\n" + pair.Target.Text);
            IReadOnlyList<Finding> findings = [];
            var length = ProcessorTime.Of(() => findings = ParityCheck.Compare(new("en", one), new(target, two)).Findings);
            if (length > slowCheck) slowCheck = length;
            checks++;
            if (findings.Any(f => f.Source is { } s && one[s.Start..s.End] != s.Text || f.Target is { } t && two[t.Start..t.End] != t.Text))
            {
                Console.WriteLine($"A finding lies beside its text ({target}).");
                return false;
            }
        }
        Console.WriteLine($"readings: {readings:N0}, slowest {slowReading.TotalMilliseconds:0.0} ms; whole checks: {checks:N0}, slowest {slowCheck.TotalMilliseconds:0.0} ms");
        return slowReading < TooLong && slowCheck < TooLong * 4;
    }
}
