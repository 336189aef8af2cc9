using Npgsql;

namespace Chancery.Tests.House;

public sealed class PostgresServerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_test_class_has_a_database_of_its_own_that_keeps_Korean_and_Azerbaijani()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync(stop);
        await using var sql = new NpgsqlCommand("SELECT current_database(), @text::text, getdatabaseencoding()::text", connection);
        sql.Parameters.AddWithValue("text", "주아제르바이잔 대사관 · Bakı şəhəri");
        await using var row = await sql.ExecuteReaderAsync(stop);
        Assert.True(await row.ReadAsync(stop));
        Assert.StartsWith("test_", row.GetString(0), StringComparison.Ordinal);
        Assert.Equal("주아제르바이잔 대사관 · Bakı şəhəri", row.GetString(1));
        Assert.Equal("UTF8", row.GetString(2));
    }

    [Fact]
    public async Task A_copy_of_a_template_has_its_tables_and_none_of_the_others()
    {
        PostgresServer.Require();
        var stop = TestContext.Current.CancellationToken;
        var template = await PostgresServer.CreateAsync(stop: stop);
        await RunAsync(template, "CREATE TABLE seen (id int); INSERT INTO seen VALUES (7)");
        var copy = await PostgresServer.CreateAsync(template, stop);
        try
        {
            Assert.Equal(7, await RunAsync(copy, "SELECT id FROM seen"));
            Assert.Equal(DBNull.Value, await RunAsync(database.Connection, "SELECT to_regclass('seen')::text"));
        }
        finally
        {
            await PostgresServer.DropAsync(copy, stop);
            await PostgresServer.DropAsync(template, stop);
        }
    }

    private static async Task<object?> RunAsync(string where, string command)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(where.Contains('=', StringComparison.Ordinal) ? where : PostgresServer.ConnectionTo(where));
        await connection.OpenAsync(stop);
#pragma warning disable CA2100 // The commands stand in this file.
        await using var sql = new NpgsqlCommand(command, connection);
#pragma warning restore CA2100
        return await sql.ExecuteScalarAsync(stop);
    }
}
