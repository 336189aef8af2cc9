using System.Globalization;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chancery.Features.Archive;

/// <summary>What the mission published, for programs: public, and nothing that the newsroom does not show.</summary>
internal static class ArchiveApi
{
    private const int Deepest = 10_000;

    public static void MapArchiveApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Archive");
        api.MapGet("/archive", SearchAsync).WithName("searchArchive").Public().RequireRateLimiting(ArchiveFeature.SearchLimit)
            .WithSummary("Search what was published")
            .WithDescription("""
                Words in `q` are found in every form they are written in, in whichever language; "a phrase" as it stands, `-word` not, `title:word`,
                `before:2017`, `after:2016-02`. Without `q` it is everything, the newest first. Each story comes once, in `language` where it has
                an edition in it, else in its source language. When no story has all the words, those that have some come, and `loose` says so.
                """);
        api.MapGet("/archive/suggestions", SuggestAsync).WithName("suggestFromArchive").Public().RequireRateLimiting(ArchiveFeature.SearchLimit)
            .WithSummary("Complete what is being typed")
            .WithDescription("Titles of public stories and names of places and campaigns in which a word begins with `q`; also while a syllable of Hangul is being composed, and by initial consonants (ㅇㅌㅇ).");
    }

    private static async Task<Results<Ok<ArchivePage>, Refused>> SearchAsync(
        Visit visit, Reader reader, ArchiveSearch search, string? q, string? language, [NamesOf(typeof(StoryKind))] string? kind, int? year, int? page, int? size,
        CancellationToken stop)
    {
        var no = new List<Refusal>();
        var ofKind = Api.Value<StoryKind>(kind, "kind", no);
        if (year is < 1900 or > 2200) no.Add(new Refusal("programme.bad-year", "year"));
        var asked = Asked.For(page, size, no);
        if (asked.Skip > Deepest) no.Add(new Refusal("api.page", "page"));
        if (no.Count > 0) return new Refused(no);
        List<string> chosen = [];
        if (ofKind is { } k) chosen.Add($"kind:{Reader.Kebab(k.ToString())}");
        if (year is { } y) chosen.Add(string.Create(CultureInfo.InvariantCulture, $"year:{y:d4}"));
        var answer = await search.AskAsync(
            new ArchiveQuestion(q ?? "", string.IsNullOrEmpty(language) ? reader.Language : language, chosen, SearchOrder.Relevance, asked.Skip, asked.Size, []), stop);
        return TypedResults.Ok(new ArchivePage(
            [.. answer.Hits.Select(h => new ApiHit(h.Slug, Enum.GetValues<StoryKind>().First(v => Reader.Kebab(v.ToString()) == h.Kind), h.Language, h.Title.Text, h.Summary,
                h.OpensAt, h.Languages, h.Revision, h.Hash, string.Create(CultureInfo.InvariantCulture, $"/{visit.Mission.Slug}/{h.Language}/stories/{h.Slug}")))],
            new Paging(asked.Number, asked.Size, answer.Count), answer.Loose, answer.Cut || answer.Behind));
    }

    private static async Task<Ok<IReadOnlyList<Suggestion>>> SuggestAsync(
        ChanceryDb db, Visit visit, Reader reader, ArchiveSuggestions suggestions, string? q, string? language, CancellationToken stop) =>
        TypedResults.Ok(await suggestions.CompleteAsync(db, visit, string.IsNullOrEmpty(language) ? reader.Language : language, q ?? "", stop));
}

/// <summary>A page of public stories that were found.</summary>
/// <param name="Loose">No story has all the words; these have some of them.</param>
/// <param name="Partial">The question or the time for it was cut, or the newest changes are not in the answer yet.</param>
internal sealed record ArchivePage(IReadOnlyList<ApiHit> Items, Paging Page, bool Loose, bool Partial);

/// <summary>A public story.</summary>
/// <param name="Language">The language it is shown in here.</param>
/// <param name="OpensAt">From this instant on the public could read it.</param>
/// <param name="Languages">Every language it can be read in.</param>
/// <param name="Revision">Number of the public text; more than 1 after corrections.</param>
/// <param name="Sha256">Of title, summary and text; stands in the journal too.</param>
/// <param name="Address">Its page in the newsroom.</param>
internal sealed record ApiHit(
    string Slug, StoryKind Kind, string Language, string Title, string Summary, DateTime OpensAt, IReadOnlyList<string> Languages, int Revision,
    string Sha256, string Address);
