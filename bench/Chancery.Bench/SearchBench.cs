using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Chancery.Text.Search;

namespace Chancery.Bench;

/// <summary>
/// Quality of the archive search on the sets of <see cref="SearchSets"/>: the index as the product uses it, in a folder of its own, every query
/// once. <c>search DIR</c> ranks documents with some of the words beside those with all (as <c>chancery search</c> does), <c>search DIR all</c>
/// asks as the page does; <c>kind=ko-typo</c> takes only those queries, <c>misses</c> lists what did not come first.
/// </summary>
internal static class SearchBench
{
    public static int Run(string folder, string[] words)
    {
        var documents = SearchSets.Documents(folder);
        var names = documents.ToDictionary(document => IdOf(document.Id), document => document);
        var lexicon = Lexicon.Learn(documents.Where(document => document.Language == "ko").SelectMany(document => new[] { document.Title, document.Body }));
        var only = words.FirstOrDefault(word => word.StartsWith("kind=", StringComparison.Ordinal))?[5..];
        var place = Directory.CreateTempSubdirectory("chancery-search-");
        try
        {
            using var index = SearchIndex.Open(place.FullName, lexicon);
            var sequence = 0;
            foreach (var batch in documents.Chunk(2000)) index.Apply([.. batch.Select(DocumentOf)], [], ++sequence);
            index.Flush();
            var spelling = SpellingIndex.Build(index.Words());
            var watch = Stopwatch.StartNew();
            var results = SearchSets.Queries(folder).Where(query => only is null || query.Kind.StartsWith(only, StringComparison.Ordinal))
                .Select(query => (query, Find(query))).ToList();
            watch.Stop();
            if (words.Contains("misses"))
                foreach (var (query, found) in results.Where(result => result.Item2.Length == 0 || result.Item2[0] != result.query.Answer && result.Item2[0] != names[IdOf(result.query.Answer)].Story))
                    Console.WriteLine($"{query.Id}\t{query.Words}\t{names[IdOf(query.Answer)].Title}\t{string.Join(" | ", found.Take(2).Select(id => names.GetValueOrDefault(IdOf(id))?.Title ?? id))}");
            SearchSets.Print(results);
            Console.WriteLine($"{documents.Count:N0} documents, {results.Count / watch.Elapsed.TotalSeconds:N0} queries/s on one thread");

            string[] Find(SearchQuery query)
            {
                var cross = query.Kind.StartsWith("cross", StringComparison.Ordinal);
                var found = index.Search(new SearchRequest { Text = query.Words, Languages = [query.Language], AnyWord = !words.Contains("all"), Collapse = cross, Near = spelling.Near });
                return [.. found.Hits.Select(hit => names[hit.Id]).Select(document => cross ? document.Story : document.Id)];
            }
        }
        finally
        {
            place.Delete(recursive: true);
        }
        return 0;
    }

    public static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static Chancery.Text.Search.SearchDocument DocumentOf(SearchDocument document) => new()
    {
        Id = IdOf(document.Id),
        Story = IdOf(document.Story),
        Language = document.Language,
        Date = new DateOnly(2016, 1, 1),
        Title = document.Title,
        Headings = document.Headings,
        Body = document.Body,
    };
}
