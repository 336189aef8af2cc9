using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chancery.Storage.Sqlite;

/// <summary>The model on SQLite: one file in the data folder.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, MissionScope scope) : ChanceryDb(options, scope);

/// <summary>
/// WAL so that readers never wait for the writer; FULL so that what was acknowledged survives a power cut (WAL with
/// NORMAL may lose the last commits); one writer at a time waits up to 15 s instead of failing.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000; PRAGMA secure_delete=ON;";

    // EF looks whether the file is there with a connection that may only read. A copy (VACUUM INTO, a restored backup) is
    // not in WAL yet, and only a connection that may write can bring it there.
    private static string Of(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly ? Pragmas : "PRAGMA journal_mode=WAL; " + Pragmas;

    // The pool gives the same database handles out again and again, and a handle keeps what it was told.
    private static readonly ConditionalWeakTable<object, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!Told.TryAdd(((SqliteConnection)connection).Handle!, Told)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Of(connection);
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData); // SQLite has nothing to wait for
        return Task.CompletedTask;
    }
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").ForDesign().Options, new MissionScope());
}
