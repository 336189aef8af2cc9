using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Platform.Journal;

internal static class JournalLock
{
    /// <summary>
    /// Begins a transaction in which nobody else adds to this mission's journal: what is read after it (was this entry
    /// reversed already? what is the fold of those that stand?) is still true when the entry is saved. SQLite has one
    /// writer anyway; on PostgreSQL the head row is locked by touching it.
    /// </summary>
    public static async Task<IDbContextTransaction> TakeJournalAsync(this ChanceryDb db, Guid mission, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.JournalHeads.Where(h => h.MissionId == mission)
            .ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, x => x.Sequence), stop);
        return transaction;
    }
}
