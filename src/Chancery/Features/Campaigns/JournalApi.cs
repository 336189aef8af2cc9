using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The journal through the API: read, add to, reverse; never change.</summary>
internal static class JournalApi
{
    public static void MapJournalApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Journal");
        api.MapGet("/journal", ListAsync).WithName("listEntries").Requires(Permission.ReadPlan)
            .WithSummary("Entries, the newest first")
            .WithDescription("`kind` is `happened` for what happened and its reversals, `desk` for acts at the desk. Go on with `before` set to `next`, until that is null.");
        api.MapGet("/journal/{id:guid}", ReadAsync).WithName("getEntry").Requires(Permission.ReadPlan).WithSummary("One entry");
        api.MapGet("/journal/head", HeadAsync).WithName("getJournalHead").Public()
            .WithSummary("Where the chain stands, signed")
            .WithDescription("The same as `/.well-known/chancery-journal/{mission}.json`; the key is at `/.well-known/chancery-journal.pem`.");
        api.MapGet("/today", TodayAsync).WithName("listTodaysActions").Requires(Permission.RecordEntry)
            .WithSummary("Actions of today, for those who record in the street");
        api.MapPost("/actions/{id:guid}/entries", RecordAsync).WithName("recordEntry").Requires(Permission.RecordEntry)
            .WithSummary("Record that something happened")
            .WithDescription("""
                You make the entry's `id` (UUID version 7), so that sending it again is safe: the same content is answered with 200 and is one entry, other content with 409.
                Files are uploaded as evidence first. `done` marks the action as done and needs `plan:write` too.
                Without `plan:read` only the actions of today can be recorded on.
                """);
        api.MapPost("/journal/{id:guid}/reverse", ReverseAsync).WithName("reverseEntry").Requires(Permission.ReverseEntry)
            .WithSummary("Reverse a mistaken entry, once, with the reason");
    }

    private static async Task<Results<Ok<ApiEntries>, NotFound, Refused>> ListAsync(
        ChanceryDb db, string? programme, Guid? action, string? kind, DateOnly? day, long? before, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var asked = Asked.For(null, size, no);
        if (kind is not (null or "" or "happened" or "desk"))
            no.Add(new Refusal("api.no-such-value", "kind").With("value", kind.Length > 40 ? kind[..40] : kind).With("values", "happened, desk"));
        if (no.Count > 0) return new Refused(no);
        var entries = db.Journal.AsQueryable();
        if (!string.IsNullOrEmpty(programme))
        {
            if (await db.Programmes.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == programme, stop) is not { } found) return TypedResults.NotFound();
            entries = entries.Where(e => e.ProgrammeId == found.Id);
        }
        if (action is not null) entries = entries.Where(e => e.ActionId == action);
        if (kind == "happened") entries = entries.Where(e => e.Kind == JournalEntry.Happened || e.Kind == JournalEntry.Reversal);
        if (kind == "desk") entries = entries.Where(e => e.Kind != JournalEntry.Happened && e.Kind != JournalEntry.Reversal);
        if (day is not null) entries = entries.Where(e => e.HappenedOn == day || (e.HappenedOn <= day && e.HappenedTo >= day));
        if (before is not null) entries = entries.Where(e => e.Sequence < before);

        var feed = await JournalFeed.LoadAsync(db, entries, asked.Size, stop);
        var programmes = await db.Programmes.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Slug, stop);
        return TypedResults.Ok(new ApiEntries(
            [.. feed.Entries.Select(e => ApiEntry.Of(e, feed, programmes))], feed.HasOlder ? feed.Entries[^1].Sequence : null));
    }

    private static async Task<Results<Ok<ApiEntry>, NotFound>> ReadAsync(Guid id, ChanceryDb db, CancellationToken stop) =>
        await FindAsync(db, id, stop) is { } entry ? TypedResults.Ok(entry) : TypedResults.NotFound();

    private static async Task<Ok<SignedHead>> HeadAsync(ChanceryDb db, Visit visit, JournalSeal seal, CancellationToken stop)
    {
        var head = await db.JournalHeads.AsNoTracking().SingleAsync(h => h.MissionId == visit.Mission.Id, stop);
        return TypedResults.Ok(seal.Sign(visit.Mission.Slug, head.Sequence, head.Hash));
    }

    private static async Task<Ok<IReadOnlyList<ApiTodaysAction>>> TodayAsync(ChanceryDb db, Visit visit, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<ApiTodaysAction>>([.. (await db.Actions.AsNoTracking().RunningOn(visit.Today)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Position).ToListAsync(stop))
            .Select(a => new ApiTodaysAction(a.Id, a.Kind, a.Title, a.Place, a.StartsAt, a.EndsAt))]);

    private static async Task<Results<Created<ApiEntry>, Ok<ApiEntry>, NotFound, Forbidden, Contradiction, Refused>> RecordAsync(
        Guid id, EntryBody body, ChanceryDb db, Visit visit, CancellationToken stop)
    {
        var actions = db.Actions.AsNoTracking().Where(a => a.Id == id);
        if (!visit.Can(Permission.ReadPlan)) actions = actions.RunningOn(visit.Today);
        if (await actions.FirstOrDefaultAsync(stop) is not { } action) return TypedResults.NotFound();
        if (body.Done && !visit.Can(Permission.EditPlan)) return new Forbidden();

        var no = new List<Refusal>();
        if (body.Id is not { Version: 7 }) no.Add(new Refusal("api.not-version-7", "Id"));
        var ids = (body.Files ?? []).Distinct().ToList();
        var files = (await db.EvidenceFiles.AsNoTracking().Where(f => ids.Contains(f.Id)).ToListAsync(stop)).OrderBy(f => ids.IndexOf(f.Id)).ToList();
        foreach (var (i, file) in ids.Index())
            if (files.TrueForAll(f => f.Id != file)) no.Add(new Refusal("api.no-such-file", $"Files[{i}]"));
        IReadOnlyList<string> links = [.. (body.Links ?? []).Select(l => l?.Trim() ?? "").Distinct(StringComparer.Ordinal)];
        if (body.Quantity is { } number && (number < 0 || number >= 10_000_000_000_000m || decimal.Round(number, 4) != number))
            no.Add(new Refusal("entry.not-a-number", "Quantity"));
        foreach (var (field, typed) in ((string, DateOnly?)[])[("From", body.From), ("To", body.To)])
            if (!Typed.TryDate(Typed.Show(typed), out _)) no.Add(new Refusal("plan.not-a-date", field));
        var entry = new EntryDraft
        {
            Id = body.Id ?? Guid.CreateVersion7(), From = body.From, To = body.To, At = body.At, NotRecorded = body.NotRecorded,
            Words = body.Words ?? Translated.Empty, Place = body.Place ?? Translated.Empty, Unit = body.Unit ?? Translated.Empty,
            Quantity = body.Quantity, Links = links, Files = files.Count,
        }.ToEntry(action, visit.Person.Id, visit.Today, no);
        if (entry is null) return new Refused(no);

        var made = await db.KeepEntryAsync(visit, id, entry, files, links, body.Done, no, stop);
        db.ChangeTracker.Clear();
        if (no is [{ Code: "entry.no-id" }]) return new Contradiction(null); // another action's, perhaps another mission's
        if (no.Count > 0) return new Refused(no);
        var shown = (await FindAsync(db, entry.Id, stop))!;
        if (made) return TypedResults.Created($"/api/v1/{visit.Mission.Slug}/journal/{entry.Id}", shown);
        return shown.Says(entry, files, links) ? TypedResults.Ok(shown) : new Contradiction(shown);
    }

    private static async Task<Results<Created<ApiEntry>, NotFound, Refused>> ReverseAsync(
        Guid id, ReasonBody body, ChanceryDb db, Visit visit, CancellationToken stop)
    {
        var action = await db.Journal.Where(e => e.Id == id && e.Kind == JournalEntry.Happened).Select(e => e.ActionId).FirstOrDefaultAsync(stop);
        if (action is null) return TypedResults.NotFound();
        var reason = body.Reason ?? Translated.Empty;
        if (reason.Texts.Values.Any(t => t.Length > ReasonBody.Longest)) return new Refused(ReasonBody.TooLong);
        if (await db.ReverseAsync(visit, action.Value, id, reason, stop) is { } refusal) return new Refused(refusal);
        db.ChangeTracker.Clear();
        var reversal = await db.Journal.Where(e => e.Reverses == id).Select(e => e.Id).SingleAsync(stop);
        return TypedResults.Created($"/api/v1/{visit.Mission.Slug}/journal/{reversal}", (await FindAsync(db, reversal, stop))!);
    }

    private static async Task<ApiEntry?> FindAsync(ChanceryDb db, Guid id, CancellationToken stop)
    {
        var feed = await JournalFeed.LoadAsync(db, db.Journal.Where(e => e.Id == id), 1, stop);
        if (feed.Entries.Count == 0) return null;
        var programmes = await db.Programmes.AsNoTracking().Where(p => p.Id == feed.Entries[0].ProgrammeId).ToDictionaryAsync(p => p.Id, p => p.Slug, stop);
        return ApiEntry.Of(feed.Entries[0], feed, programmes);
    }
}

/// <summary>A stretch of the journal.</summary>
/// <param name="Next">What to send as <c>before</c> for the entries that follow; null at the end.</param>
internal sealed record ApiEntries(IReadOnlyList<ApiEntry> Items, long? Next);

/// <summary>One thing that happened, in the street or at the desk. It is never changed.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps within the mission.</param>
/// <param name="Kind"><c>happened</c>, <c>reversal</c>, or an act at the desk such as <c>plan.added</c>.</param>
/// <param name="Programme">Slug of the programme.</param>
/// <param name="Subject">What it is about beside the action: an edition, a contact.</param>
/// <param name="From">First day; null when it is not recorded.</param>
/// <param name="By">Name of whoever recorded it.</param>
/// <param name="IsErased">Its words were erased on request; the chain still verifies.</param>
/// <param name="Reverses">The entry that this one takes back.</param>
/// <param name="ReversedBy">The entry that took this one back.</param>
/// <param name="Payload">Ids and codes of the act, for machines.</param>
/// <param name="Hash">docs/rules/journal.md says how it is made.</param>
internal sealed record ApiEntry(
    Guid Id, long Sequence, string Kind, string? Programme, Guid? Action, Guid? Subject, DateOnly? From, DateOnly? To, TimeOnly? At,
    DateTime RecordedAt, string? By, Translated Words, Translated Place, decimal? Quantity, Translated Unit, bool IsErased,
    IReadOnlyList<ApiProof> Evidence, Guid? Reverses, Guid? ReversedBy, JsonElement Payload, string PreviousHash, string Hash)
{
    public static ApiEntry Of(JournalEntry e, JournalFeed feed, IReadOnlyDictionary<Guid, string> programmes) => new(
        e.Id, e.Sequence, e.Kind, e.ProgrammeId is { } p ? programmes.GetValueOrDefault(p) : null, e.ActionId, e.SubjectId, e.HappenedOn, e.HappenedTo, e.HappenedAt,
        e.RecordedAt, feed.PersonOf(e), e.Text?.Words ?? Translated.Empty, e.Text?.Place ?? Translated.Empty, e.Quantity.Plain(), e.Text?.Unit ?? Translated.Empty,
        e.Text is null && e.TextHash.Length > 0, [.. e.Evidence.OrderBy(x => x.Position).Select(x => new ApiProof(x.FileId, x.Sha256, x.Link))],
        e.Reverses, feed.ReversedBy.GetValueOrDefault(e.Id)?.Id, Parse(e.Payload), e.PreviousHash, e.Hash);

    /// <summary>The same content, as far as it is still there. Who sent it does not matter.</summary>
    internal bool Says(JournalEntry entry, IReadOnlyList<EvidenceFile> files, IReadOnlyList<string> links) =>
        (From, To, At, Quantity) == (entry.HappenedOn, entry.HappenedTo, entry.HappenedAt, entry.Quantity)
        && (IsErased || (Words.Equals(entry.Text?.Words ?? Translated.Empty) && Place.Equals(entry.Text?.Place ?? Translated.Empty)
            && Unit.Equals(entry.Text?.Unit ?? Translated.Empty)))
        && Evidence.Select(x => x.Sha256 ?? x.Link).SequenceEqual([.. files.Select(f => f.Sha256), .. links], StringComparer.Ordinal);

    private static JsonElement Parse(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.Clone();
    }
}

/// <summary>One proof: a file of the evidence, or a link.</summary>
internal sealed record ApiProof(Guid? File, string? Sha256, string? Link);

/// <summary>An action of today, as much as whoever records on it has to know.</summary>
internal sealed record ApiTodaysAction(Guid Id, ActionKind Kind, Translated Title, Translated Place, TimeOnly? StartsAt, TimeOnly? EndsAt);

/// <summary>What happened.</summary>
/// <param name="Id">Made by you, UUID version 7.</param>
/// <param name="From">The day, not in the future; with <c>to</c> the first of several.</param>
/// <param name="NotRecorded">The day is not known: the entry counts, the actual period stays as it is.</param>
/// <param name="Quantity">How many, not negative, at most four decimals; <c>unit</c> says of what.</param>
/// <param name="Links">Addresses that prove it, http or https.</param>
/// <param name="Files">Ids of files of the evidence.</param>
/// <param name="Done">The action is done with this.</param>
internal sealed record EntryBody(
    Guid? Id = null, DateOnly? From = null, DateOnly? To = null, TimeOnly? At = null, bool NotRecorded = false,
    Translated? Words = null, Translated? Place = null, decimal? Quantity = null, Translated? Unit = null,
    IReadOnlyList<string?>? Links = null, IReadOnlyList<Guid>? Files = null, bool Done = false);
