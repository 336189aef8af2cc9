using System.Diagnostics;
using System.Globalization;
using System.Text;
using Chancery.Text.Search;

namespace Chancery.Bench;

/// <summary>
/// Speed of the archive search: <c>search-speed DIR N</c> makes N editions, Korean and English by turns, about 700 characters each,
/// of the sentences' words of the sets in DIR as often as they stand there, takes them in by 2,000 into an index on the disk and asks 2,000 questions of several kinds
/// on one thread. The same N gives the same editions and questions.
/// </summary>
internal static class SearchSpeed
{
    private const int Batch = 2000;
    private const int Questions = 2000;

    public static int Run(string folder, int count, string[] words)
    {
        var (lexicon, editions) = Read(folder);
        var place = Directory.CreateTempSubdirectory("chancery-speed-");
        try
        {
            using var index = SearchIndex.Open(place.FullName, lexicon);
            var began = Environment.CpuUsage.TotalTime;
            var watch = new Stopwatch();
            for (var from = 0; from < count; from += Batch)
            {
                var batch = Enumerable.Range(from, Math.Min(Batch, count - from)).Select(editions.Make).ToList();
                watch.Start();
                index.Apply(batch, [], from + batch.Count);
                watch.Stop();
            }
            watch.Start();
            index.Flush();
            watch.Stop();
            Console.WriteLine($"{count:N0} editions taken in and flushed: {count / watch.Elapsed.TotalSeconds:N0}/s; {(Environment.CpuUsage.TotalTime - began).TotalSeconds:0} s of processor with making them; {index.Size / 1e6:N0} MB in {index.Segments} segments; peak {Peak():N0} MB");
            Collect();
            Console.WriteLine($"at rest: {Memory()}");

            var questions = editions.Questions(count, Questions);
            foreach (var any in new[] { false, true })
            {
                foreach (var (_, language, text) in questions.Take(300)) Ask(index, language, text, any);
                var times = new List<(string Kind, double Milliseconds)>();
                var processor = new List<double>();
                var allocated = GC.GetTotalAllocatedBytes();
                foreach (var (kind, language, text) in questions)
                {
                    var (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                    Ask(index, language, text, any);
                    times.Add((kind, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
                    processor.Add((Environment.CpuUsage.TotalTime - spent).TotalMilliseconds);
                }
                Console.WriteLine($"{(any ? "any word" : "all words")}: {Percentiles(times.Select(time => time.Milliseconds))}; {(GC.GetTotalAllocatedBytes() - allocated) / Questions / 1000:N0} kB allocated a question");
                Console.WriteLine($"   processor   {Percentiles(processor)}");
                foreach (var kind in times.GroupBy(time => time.Kind)) Console.WriteLine($"   {kind.Key,-12}{Percentiles(kind.Select(time => time.Milliseconds))}");
            }
            Console.WriteLine($"after questions: {Memory()}");

            var saved = new List<double>();
            for (var i = 0; i < 200; i++)
            {
                var edition = editions.Make(count + i) with { Title = $"zquv{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}" };
                var start = Stopwatch.GetTimestamp();
                index.Apply([edition], [], count + i + 1);
                if (index.Search(new SearchRequest { Text = edition.Title }).Hits is not [var first, ..] || first.Id != edition.Id) throw new InvalidOperationException("It was not found.");
                saved.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            Console.WriteLine($"one edition, from Apply to found: {Percentiles(saved)}");
            if (words.Contains("spelling")) Spelling(index);
        }
        finally
        {
            place.Delete(recursive: true);
        }
        return 0;
    }

    private static (Lexicon Lexicon, Editions Editions) Read(string folder)
    {
        var documents = SearchSets.Documents(folder);
        return (Lexicon.Learn(documents.Where(document => document.Language == "ko").SelectMany(document => new[] { document.Title, document.Body })), new Editions(documents));
    }

    private static void Spelling(SearchIndex index)
    {
        Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        // As many words as an archive of a million editions has: the index's own, and others made of them.
        var own = index.Words().ToList();
        var made = own.Concat(Enumerable.Range(0, 1_200_000).Select(i => (own[i % own.Count].Term + own[((i * 31) + (i / own.Count)) % own.Count].Term, 1)));
        var words = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var spelling = SpellingIndex.Build(made);
        var built = Stopwatch.GetElapsedTime(start);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var times = new List<double>();
        foreach (var (term, _) in own.Where((_, i) => i % 97 == 0).Take(500))
        {
            start = Stopwatch.GetTimestamp();
            _ = spelling.Near(term + "x").ToList();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine($"spelling: {own.Count:N0} words read in {words.TotalSeconds:0.0} s; {spelling.Count:N0} words built in {built.TotalSeconds:0.0} s, {memory / 1e6:N0} MB with the list of the index's own; near: {Percentiles(times)}");
    }

    private static void Ask(SearchIndex index, string language, string text, bool any) =>
        _ = index.Search(new SearchRequest { Text = text, Languages = [language], Collapse = true, AnyWord = any });

    private static string Percentiles(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.50):0.00}, p95 {At(0.95):0.00}, p99 {At(0.99):0.00} ms");

        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    private static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }

    private static double Peak() => Status("VmHWM:");

    // Pages of the mapped files are the system's cache and are taken back when others want the memory.
    private static string Memory() => $"resident {Status("VmRSS:"):N0} MB, of which the process's own {Status("RssAnon:"):N0} MB, managed heap {GC.GetTotalMemory(false) / 1e6:N0} MB";

    private static double Status(string name) =>
        File.ReadLines("/proc/self/status").Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024).FirstOrDefault();

    /// <summary>Editions and questions by number.</summary>
    internal sealed class Editions
    {
        private readonly string[][] _words;

        public Editions(List<SearchDocument> documents)
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            _words = [.. new[] { "ko", "en" }.Select(language => documents.Where(document => document.Language == language)
                .SelectMany(document => document.Body.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length < 30).Select(Once).ToArray())];

            string Once(string word)
            {
                if (known.TryGetValue(word, out var same)) return same;
                known.Add(word);
                return word;
            }
        }

        public Chancery.Text.Search.SearchDocument Make(int number)
        {
            var random = new Random(number);
            var language = number % 2;
            return new()
            {
                Id = SearchBench.IdOf($"edition {number}"),
                Story = SearchBench.IdOf($"story {number / 2}"),
                Language = language == 0 ? "ko" : "en",
                Date = new DateOnly(2006, 1, 1).AddDays(random.Next(7300)),
                Title = Text(random, language, 40),
                Headings = [Text(random, language, 25)],
                Body = Text(random, language, 640),
                Labels = [$"year:{2006 + (number % 20)}", $"kind:{(number % 3 == 0 ? "release" : "report")}", $"language:{(language == 0 ? "ko" : "en")}"],
            };
        }

        /// <summary>Titles, titles with a letter lost, two and three words, six words of a body, one word, titles without spaces.</summary>
        public List<(string Kind, string Language, string Text)> Questions(int editions, int count)
        {
            var random = new Random(1);
            var questions = new List<(string, string, string)>();
            for (var i = 0; i < count; i++)
            {
                var edition = Make(random.Next(editions));
                var body = edition.Body.Split(' ').Where(word => word.Length > 1).ToArray();
                var at = random.Next(Math.Max(1, body.Length - 6));
                questions.Add((i % 6) switch
                {
                    0 => ("title", edition.Language, edition.Title),
                    1 => ("letter lost", edition.Language, edition.Title.Remove(edition.Title.Length / 2, 1)),
                    2 => ("two words", edition.Language, string.Join(' ', body.Skip(at).Take(2))),
                    3 => ("six words", edition.Language, string.Join(' ', body.Skip(at).Take(6))),
                    4 => ("one word", edition.Language, body[at]),
                    _ => ("no spaces", edition.Language, edition.Language == "ko" ? edition.Title.Replace(" ", "", StringComparison.Ordinal) : edition.Title),
                });
            }
            return questions;
        }

        // Runs of five words as they stand, from anywhere: words as frequent as in the texts, and pairs that belong together.
        private string Text(Random random, int language, int length)
        {
            var words = _words[language];
            var text = new StringBuilder();
            while (text.Length < length)
            {
                var from = random.Next(words.Length - 5);
                for (var i = from; i < from + 5 && text.Length < length; i++)
                {
                    if (text.Length > 0) text.Append(' ');
                    text.Append(words[i]);
                }
            }
            return text.ToString();
        }
    }
}
