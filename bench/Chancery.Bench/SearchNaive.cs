using System.Text;
using Chancery.Text.Search;

namespace Chancery.Bench;

/// <summary>
/// The analysis of the archive search in a plain BM25F in memory, to judge the analysis apart from the index:
/// title 8, headings 2, body 1, k1 0.7, b 0.3, pairs 0.7, prefixes 0.5; the first hundred ranked again by the title's likeness.
/// </summary>
internal sealed class SearchNaive
{
    private const double K1 = 0.7, B = 0.3;
    private static readonly double[] Weights = [1, 0.7, 0.5];
    private static readonly double[] Fields = [8, 2, 1];

    private readonly List<SearchDocument> _documents;
    private readonly Dictionary<(TermChannel, string), Dictionary<int, double>> _postings = [];
    private readonly Dictionary<int, string> _titles = [];
    private readonly Dictionary<int, string[]> _headings = [];
    private static readonly double HeadingShare = double.Parse(Environment.GetEnvironmentVariable("HEADING") ?? "0");
    private readonly SpellingIndex _spelling;
    private readonly Analyser _analyser;
    private readonly bool _rerank;

    public static int Run(string folder, string[] words)
    {
        var documents = SearchSets.Documents(folder);
        var lexicon = words.Contains("nolexicon") ? Lexicon.Empty : Lexicon.Learn(documents.Where(document => document.Language == "ko").SelectMany(document => new[] { document.Title, document.Body }));
        if (words.Contains("speed")) Speed(documents, lexicon);
        var naive = new SearchNaive(documents, lexicon, !words.Contains("norerank"));
        var only = words.FirstOrDefault(word => word.StartsWith("kind=", StringComparison.Ordinal))?[5..];
        var results = SearchSets.Queries(folder).Where(query => only is null || query.Kind.StartsWith(only, StringComparison.Ordinal))
            .Select(query => (query, naive.Find(query))).ToList();
        if (words.Contains("misses"))
            foreach (var (query, found) in results.Where(result => result.Item2.Length == 0 || result.Item2[0] != result.query.Answer))
                Console.WriteLine($"{query.Id}\t{query.Words}\t{documents.First(document => document.Id == query.Answer).Title}\t{string.Join(" | ", found.Take(2).Select(id => documents.FirstOrDefault(document => document.Id == id)?.Title ?? id))}");
        SearchSets.Print(results);
        return 0;
    }

    private static void Speed(List<SearchDocument> documents, Lexicon lexicon)
    {
        foreach (var language in new[] { "ko", "en", "ru", "tr", "fr" })
        {
            var texts = documents.Where(document => document.Language == language).Select(document => document.Body).ToList();
            double size = texts.Sum(text => text.Length);
            var tokens = new List<Token>();
            new Analyser(lexicon).Analyse(texts[0], language, tokens);
            var analyser = new Analyser(lexicon);
            var count = 0L;
            var rates = new List<double>();
            for (var round = 0; round < 3; round++)
            {
                count = 0;
                var watch = Environment.CpuUsage.TotalTime;
                foreach (var text in texts)
                {
                    tokens.Clear();
                    analyser.Analyse(text, language, tokens);
                    count += tokens.Count;
                }
                rates.Add(size / (Environment.CpuUsage.TotalTime - watch).TotalSeconds / 1e6);
            }
            Console.WriteLine($"{language}: {size / 1e6:0.0} Mchar, first {rates[0]:0.0} Mchar/s, again {rates[^1]:0.0} Mchar/s, {count / size:0.00} terms a character");
        }
    }

    private SearchNaive(List<SearchDocument> documents, Lexicon lexicon, bool rerank)
    {
        (_documents, _analyser, _rerank) = (documents, new Analyser(lexicon), rerank);
        var lengths = new double[documents.Count, 3];
        var averages = new double[3];
        var tokens = new List<Token>();
        var counts = new List<(int Document, int Field, Dictionary<(TermChannel, string), int> Terms)>();
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            string[] fields = [document.Title, string.Join('\n', document.Headings), document.Body];
            for (var field = 0; field < 3; field++)
            {
                tokens.Clear();
                _analyser.Analyse(fields[field], document.Language, tokens);
                var terms = new Dictionary<(TermChannel, string), int>();
                foreach (var token in tokens) terms[(token.Channel, token.Term)] = terms.GetValueOrDefault((token.Channel, token.Term)) + 1;
                counts.Add((i, field, terms));
                lengths[i, field] = tokens.Count;
                averages[field] += tokens.Count / (double)documents.Count;
            }
            _headings[i] = [.. document.Headings.Select(heading => _analyser.Despaced(heading, document.Language))];
            _titles[i] = _analyser.Despaced(document.Title, document.Language);
        }
        foreach (var (document, field, terms) in counts)
            foreach (var (term, tf) in terms)
            {
                if (!_postings.TryGetValue(term, out var list)) _postings[term] = list = [];
                list[document] = list.GetValueOrDefault(document) + Fields[field] * tf / (1 - B + B * lengths[document, field] / averages[field]);
            }
        _spelling = SpellingIndex.Build(_postings.Where(pair => pair.Key.Item1 == TermChannel.Word).Select(pair => (pair.Key.Item2, pair.Value.Count)));
    }

    private string[] Find(SearchQuery query)
    {
        var tokens = new List<Token>();
        _analyser.AnalyseQuery(query.Words, [query.Language], tokens);
        var scores = new Dictionary<int, double>();
        foreach (var word in tokens.GroupBy(token => token.Word))
        {
            // A word that no document has: those near it stand in for it.
            var written = word.MaxBy(token => token.Channel == TermChannel.Word ? token.Term.Length : 0);
            var known = word.Any(token => token.Channel == TermChannel.Word && _postings.ContainsKey((token.Channel, token.Term)));
            if (!known && written.Channel == TermChannel.Word)
                foreach (var (term, weight) in _spelling.Near(written.Term).Take(3)) Add((TermChannel.Word, term), weight);
            foreach (var token in word) Add((token.Channel, token.Term), 1);
        }
        var ranked = scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(100).ToList();
        if (_rerank && ranked.Count > 0)
        {
            var asked = Bigrams(_analyser.Despaced(query.Words, query.Language));
            var max = ranked[0].Value;
            ranked = [.. ranked.Select(pair => KeyValuePair.Create(pair.Key, pair.Value / max + 0.3 * Math.Pow(Math.Max(Dice(asked, Bigrams(_titles[pair.Key])), HeadingShare > 0 ? HeadingShare * _headings[pair.Key].Select(heading => Dice(asked, Bigrams(heading))).DefaultIfEmpty().Max() : 0), 2))).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];
        }
        return query.Kind.StartsWith("cross", StringComparison.Ordinal)
            ? [.. ranked.Select(pair => _documents[pair.Key].Story).Distinct().Take(10)]
            : [.. ranked.Take(10).Select(pair => _documents[pair.Key].Id)];

        void Add((TermChannel, string) term, double weight)
        {
            if (!_postings.TryGetValue(term, out var list)) return;
            var idf = Math.Log(1 + (_documents.Count - list.Count + 0.5) / (list.Count + 0.5));
            foreach (var (document, tf) in list)
                scores[document] = scores.GetValueOrDefault(document) + weight * Weights[(int)term.Item1] * idf * tf * (K1 + 1) / (K1 + tf);
        }
    }

    private static HashSet<string> Bigrams(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];

    private static double Dice(HashSet<string> a, HashSet<string> b) => a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);
}
