using System.Security.Cryptography;
using Chancery.Kernel;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Platform.Journal;

/// <summary>
/// Gives new entries their place in the chain, in the transaction of the act that they record: whoever saves an entry
/// saves the act, or neither. The head row is taken first with an update, which locks it on both databases, so two
/// nodes cannot give one number twice (and the unique index would refuse them).
/// </summary>
internal sealed class JournalChaining(TimeProvider clock) : SaveChangesInterceptor
{
    private IDbContextTransaction? _own;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (ChanceryDb)eventData.Context!;
        var tracked = db.ChangeTracker.Entries<JournalEntry>().ToList();
        if (tracked.Any(e => e.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("The journal is append-only: reverse an entry instead of changing it.");

        var added = tracked.Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        if (added.Count == 0) return result;

        if (db.Database.CurrentTransaction is null) _own = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var mission in added.GroupBy(e => e.MissionId))
            await ChainAsync(db, mission.Key, [.. mission], cancellationToken);
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (_own is { } own)
        {
            _own = null;
            await own.CommitAsync(cancellationToken);
            await own.DisposeAsync();
        }
        return result;
    }

    public override async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_own is { } own)
        {
            _own = null;
            await own.DisposeAsync();
        }
    }

    private async Task ChainAsync(ChanceryDb db, Guid mission, List<JournalEntry> entries, CancellationToken stop)
    {
        // A mission made in this very act: nobody else can know its head yet.
        var made = db.ChangeTracker.Entries<JournalHead>().FirstOrDefault(h => h.State == EntityState.Added && h.Entity.MissionId == mission)?.Entity;
        var heads = db.JournalHeads.Where(h => h.MissionId == mission);
        var count = entries.Count;
        if (made is null && await heads.ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence + count), stop) == 0)
            throw new InvalidOperationException("A mission is made together with its journal head.");

        var (sequence, hash) = made is null
            ? await heads.Select(h => new ValueTuple<long, string>(h.Sequence - count, h.Hash)).SingleAsync(stop)
            : (made.Sequence, made.Hash);
        var now = clock.GetUtcNow().UtcDateTime;
        var recorded = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        foreach (var entry in entries)
        {
            if (entry.Text is { } text) text.Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            entry.TextHash = JournalHash.OfText(entry.Text);
            entry.Sequence = ++sequence;
            entry.RecordedAt = recorded;
            entry.PreviousHash = hash;
            hash = entry.Hash = JournalHash.Of(entry);
        }
        if (made is null) await heads.ExecuteUpdateAsync(h => h.SetProperty(x => x.Hash, hash), stop);
        else (made.Sequence, made.Hash) = (sequence, hash);
    }
}
