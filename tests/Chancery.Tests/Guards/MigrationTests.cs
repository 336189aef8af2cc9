using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.Guards;

/// <summary>The model, its migrations and both databases say the same.</summary>
public sealed class MigrationTests(PostgresDatabase postgres) : IClassFixture<PostgresDatabase>
{
    // Never connected to: these tests compare the model with the code of the migrations.
    private const string Nowhere = "Host=127.0.0.1;Port=1;Database=none";

    [Fact]
    public void Nothing_in_the_model_waits_for_a_migration_on_either_database()
    {
        using var sqlite = Databases.Sqlite(":memory:");
        using var npgsql = Databases.Postgres(Nowhere);
        Assert.False(sqlite.Database.HasPendingModelChanges(), "SQLite: run dev/add-migration.");
        Assert.False(npgsql.Database.HasPendingModelChanges(), "PostgreSQL: run dev/add-migration.");
    }

    [Fact]
    public void Both_databases_have_the_same_migrations_by_name_and_order()
    {
        using var sqlite = Databases.Sqlite(":memory:");
        using var npgsql = Databases.Postgres(Nowhere);
        // The time before the name is when each was made.
        static IEnumerable<string> Names(ChanceryDb db) => db.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(Names(sqlite), Names(npgsql));
    }

    [Fact]
    public async Task An_empty_SQLite_database_comes_to_the_newest_shape_and_to_nothing_else()
    {
        var path = Path.Combine(Path.GetTempPath(), $"chancery-migrations-{Guid.CreateVersion7():N}.db");
        try
        {
            await using var db = Databases.Sqlite(path);
            await UpgradesAsync(db);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(path);
        }
    }

    [Fact]
    public async Task An_empty_PostgreSQL_database_comes_to_the_newest_shape_and_to_nothing_else()
    {
        await using var db = Databases.Postgres(postgres.Connection);
        await UpgradesAsync(db);
    }

    private static async Task UpgradesAsync(ChanceryDb db)
    {
        var stop = TestContext.Current.CancellationToken;
        await db.Database.MigrateAsync(stop);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(stop));
        // Every table and column of the model is there: each answers a query for all of its columns.
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsMappedToJson()))
        {
            var columns = table.GetProperties().Select(p => $"\"{p.GetColumnName()}\"");
#pragma warning disable EF1002 // Names of our own model, not of anybody's input.
            await db.Database.ExecuteSqlRawAsync($"SELECT {string.Join(", ", columns)} FROM \"{table.GetTableName()}\" LIMIT 1", stop);
#pragma warning restore EF1002
        }
    }
}
