using Chancery.Storage;
using Chancery.Storage.Postgres;
using Chancery.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Tests.House;

/// <summary>Contexts without an application, for what is about the database itself.</summary>
internal static class Databases
{
    public static SqliteDb Sqlite(string path) => new(
        new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={path}").ForDesign().Options, Every());

    public static PostgresDb Postgres(string connection) => new(
        new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).ForDesign().Options, Every());

    public static Task MigrateAsync(ChanceryDb db) => db.Database.MigrateAsync();

    private static MissionScope Every()
    {
        var scope = new MissionScope();
        scope.EnterEvery();
        return scope;
    }
}
