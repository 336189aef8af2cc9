using Chancery.Features.Campaigns;
using Chancery.Features.Contacts;
using Chancery.Features.Stories;
using Chancery.Platform.Journal;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Features.Archive;

/// <summary>What a searchable thing is; said in the change and in the label <c>type:</c> of its documents.</summary>
public enum SearchSubject
{
    Story,
    Edition,
    Action,
    Contact,
    Entry,
}

/// <summary>
/// "This may have to be found otherwise now": one row a thing, in the transaction that changed it, so that no change is
/// ever lost to the index and none is found that was not kept.
/// </summary>
public sealed class SearchChange
{
    public required Guid SubjectId { get; init; }

    public required SearchSubject Subject { get; init; }

    /// <summary>
    /// SQLite: one more than the highest before. PostgreSQL: the number of the transaction, which readers take in only
    /// when no older one is still under way; so none that commits late is passed over.
    /// </summary>
    public long Position { get; init; }
}

internal sealed class SearchChangeTable : IEntityTypeConfiguration<SearchChange>
{
    public void Configure(EntityTypeBuilder<SearchChange> builder)
    {
        builder.HasKey(c => c.SubjectId);
        builder.Property(c => c.SubjectId).ValueGeneratedNever();
        builder.HasIndex(c => c.Position);
    }
}

/// <summary>Writes the changes down in the transaction of the act that makes them.</summary>
internal sealed class SearchOutbox : SaveChangesInterceptor
{
    private IDbContextTransaction? _own;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (ChanceryDb)eventData.Context!;
        var changed = db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(Subject).OfType<(SearchSubject Subject, Guid Id)>().Distinct().OrderBy(c => c.Id).ToList();
        if (changed.Count == 0) return result;
        if (db.Database.CurrentTransaction is null) _own = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var subject in changed.GroupBy(c => c.Subject, c => c.Id)) await db.TellSearchAsync(subject.Key, [.. subject], cancellationToken);
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (_own is not { } own) return result;
        _own = null;
        await own.CommitAsync(cancellationToken);
        await own.DisposeAsync();
        return result;
    }

    public override async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_own is not { } own) return;
        _own = null;
        await own.DisposeAsync();
    }

    private static (SearchSubject, Guid)? Subject(EntityEntry entry) => entry.Entity switch
    {
        Story story => (SearchSubject.Story, story.Id),
        Edition edition => (SearchSubject.Story, edition.StoryId),
        PlanAction action => (SearchSubject.Action, action.Id),
        Contact contact => (SearchSubject.Contact, contact.Id),
        // An embargo ends by the clock; this entry is what is written of it.
        JournalEntry { Kind: "story.opened", SubjectId: { } edition } => (SearchSubject.Edition, edition),
        JournalEntry { Kind: JournalEntry.Happened } happened => (SearchSubject.Entry, happened.Id),
        JournalEntry { Reverses: { } reversed } => (SearchSubject.Entry, reversed),
        JournalText text when entry.State != EntityState.Added => (SearchSubject.Entry, text.EntryId),
        _ => null,
    };
}

internal static class SearchChanges
{
    /// <summary>Writes changes of things that are not saved one by one, as an import does; within the caller's transaction.</summary>
    public static async Task TellSearchAsync(this ChanceryDb db, SearchSubject subject, IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        var name = subject.ToString();
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "SearchChange" ("SubjectId", "Subject", "Position")
                SELECT id, {name}, pg_current_xact_id()::text::bigint FROM unnest({ids.Order().ToArray()}) AS id
                ON CONFLICT ("SubjectId") DO UPDATE SET "Position" = excluded."Position"
                """, stop);
            return;
        }
        // Ids are stored as EF writes them: upper-case text.
        foreach (var chunk in ids.Chunk(5_000))
        {
            var json = System.Text.Json.JsonSerializer.Serialize(chunk.Select(id => id.ToString().ToUpperInvariant()));
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "SearchChange" ("SubjectId", "Subject", "Position")
                SELECT value, {name}, (SELECT coalesce(max("Position"), 0) + 1 FROM "SearchChange") FROM json_each({json}) WHERE true
                ON CONFLICT ("SubjectId") DO UPDATE SET "Position" = excluded."Position"
                """, stop);
        }
    }

    /// <summary>
    /// Up to which position changes can be told now, and those after <paramref name="position"/>.
    /// </summary>
    public static async Task<(long Until, List<SearchChange> Changes)> SearchChangesAfterAsync(this ChanceryDb db, long position, CancellationToken stop)
    {
        if (db.Database.IsNpgsql())
        {
            // Every transaction before this one has ended; its own number is the first that is not told yet.
            var horizon = await HorizonAsync(db, stop);
            if (horizon <= position) return (position, []);
            return (horizon, await db.Set<SearchChange>().AsNoTracking().Where(c => c.Position >= position && c.Position < horizon).ToListAsync(stop));
        }
        var changes = await db.Set<SearchChange>().AsNoTracking().Where(c => c.Position > position).ToListAsync(stop);
        return (changes.Count == 0 ? position : changes.Max(c => c.Position), changes);
    }

    /// <summary>The position of a database that is read as a whole from now on.</summary>
    public static async Task<long> SearchPositionAsync(this ChanceryDb db, CancellationToken stop) => db.Database.IsNpgsql()
        ? await HorizonAsync(db, stop)
        : await db.Set<SearchChange>().MaxAsync(c => (long?)c.Position, stop) ?? 0;

    private static Task<long> HorizonAsync(ChanceryDb db, CancellationToken stop) =>
        db.Database.SqlQuery<long>($"""SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "Value" """).SingleAsync(stop);
}
