using Chancery.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Storage;

/// <summary>
/// Brings the database to the newest shape. EF's own SQLite lock row survives a kill and makes the next start wait for
/// ever (dotnet/efcore 38958), so we hold a lock of our own (a file, which the system frees when the process dies; an
/// advisory lock on PostgreSQL) and clear the stale row under it.
/// </summary>
internal static partial class Upgrade
{
    public static async Task RunAsync(ChanceryDb db, DataFolder folder, ILogger log, CancellationToken stop)
    {
        Directory.CreateDirectory(folder.Path);
        Directory.CreateDirectory(folder.Files);
        Directory.CreateDirectory(folder.Keys);
        var pending = (await db.Database.GetPendingMigrationsAsync(stop)).ToList();
        if (pending.Count == 0) return;

        if (db is SqliteDb)
        {
            await using var mine = await HoldAsync(Path.Combine(folder.Path, "upgrade.lock"), stop);
            if (await ClearStaleLockAsync(db, stop)) LogStaleLock(log);
            await db.Database.MigrateAsync(stop);
        }
        else
        {
            // Npgsql takes a table lock that ends with its connection: nothing can go stale.
            await db.Database.MigrateAsync(stop);
        }
        LogUpgraded(log, pending.Count, pending[^1]);
    }

    private static async Task<FileStream> HoldAsync(string path, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!stop.IsCancellationRequested)
            {
                await Task.Delay(200, stop);
            }
        }
    }

    private static async Task<bool> ClearStaleLockAsync(ChanceryDb db, CancellationToken stop)
    {
        var there = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(stop);
        return there > 0 && await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", stop) > 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A start was cut off during an upgrade; its lock is cleared and the upgrade goes on")]
    private static partial void LogStaleLock(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database upgraded by {Count} steps to {Last}")]
    private static partial void LogUpgraded(ILogger log, int count, string last);
}
