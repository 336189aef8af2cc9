using Chancery.Text.Search;

namespace Chancery.Tests.Text.Search;

/// <summary>What the index should answer, worked out from the documents themselves.</summary>
internal sealed class SearchModel
{
    private static readonly string[] _words = ["bicycle", "parade", "itaewon", "river", "stamp", "이태원", "자전거", "행진", "축제", "2016"];

    private readonly Dictionary<Guid, SearchDocument> _documents = [];

    public IReadOnlyCollection<SearchDocument> Documents => _documents.Values;

    public void Apply(IEnumerable<SearchDocument> documents, IEnumerable<Guid> deleted)
    {
        foreach (var id in deleted) _documents.Remove(id);
        foreach (var document in documents) _documents[document.Id] = document;
    }

    public static SearchDocument Document(Random random, IReadOnlyList<Guid> ids)
    {
        string Words(int most) => string.Join(' ', Enumerable.Range(0, random.Next(most + 1)).Select(_ => _words[random.Next(_words.Length)]));
        var id = ids[random.Next(ids.Count)];
        return new SearchDocument
        {
            Id = id,
            Story = ids[Math.Abs(id.GetHashCode()) % Math.Max(1, ids.Count / 2)],
            Language = random.Next(2) == 0 ? "en" : "ko",
            Date = new DateOnly(2014, 1, 1).AddDays(random.Next(1500)),
            Title = Words(3),
            Headings = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Words(2))],
            Body = Words(12),
            Labels = [$"kind:{(random.Next(2) == 0 ? "release" : "report")}", $"mission:{random.Next(3)}", .. random.Next(3) == 0 ? ["place:seoul"] : Array.Empty<string>()],
        };
    }

    public static string Word(Random random) => _words[random.Next(_words.Length)];

    /// <summary>By itself a word stands in a text as it is: the words of the model have no endings.</summary>
    public static bool Has(SearchDocument document, string word) => HasTitle(document, word)
        || document.Headings.Any(h => h.Split(' ').Contains(word)) || document.Body.Split(' ').Contains(word);

    public static bool HasTitle(SearchDocument document, string word) => document.Title.Split(' ').Contains(word);
}
