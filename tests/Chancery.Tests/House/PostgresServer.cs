using Npgsql;

namespace Chancery.Tests.House;

/// <summary>
/// The PostgreSQL that <c>./test</c> starts, or any other whose administrator's connection string is in
/// <c>CHANCERY_TEST_POSTGRES</c>. Without one, the tests that need it are skipped and say so.
/// </summary>
public static class PostgresServer
{
    public const string Variable = "CHANCERY_TEST_POSTGRES";

    public static string? Administrator { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection ? connection : null;

    public static bool Configured => Administrator is not null;

    public static void Require() =>
        Assert.SkipUnless(Configured, $"{Variable} is not set: run ./test, or name a PostgreSQL there.");

    /// <summary>An empty database, or a copy of <paramref name="template"/>, to which nobody may be connected.</summary>
    public static async Task<string> CreateAsync(string? template = null, CancellationToken stop = default)
    {
        var name = $"test_{Guid.CreateVersion7():n}";
        await AdministerAsync(
            template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}", stop);
        return name;
    }

    public static Task DropAsync(string name, CancellationToken stop = default) =>
        AdministerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", stop);

    /// <summary>Unpooled, so that a template has no visitors and a dropped database leaves no dead connections.</summary>
    public static string ConnectionTo(string name) =>
        new NpgsqlConnectionStringBuilder(Administrator) { Database = name, Pooling = false }.ConnectionString;

    private static async Task AdministerAsync(string command, CancellationToken stop)
    {
        Require();
        await using var connection =
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var sql = connection.CreateCommand();
#pragma warning disable CA2100 // A database's name cannot be a parameter; every name here is our own.
        sql.CommandText = command;
#pragma warning restore CA2100
        await sql.ExecuteNonQueryAsync(stop);
    }
}
