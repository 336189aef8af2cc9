namespace Chancery.Tests.House;

/// <summary>
/// A database of its own for each test class: <c>class UpgradeTests(PostgresDatabase database) :
/// IClassFixture&lt;PostgresDatabase&gt;</c>. A test that asks for <see cref="Connection"/> where no PostgreSQL is
/// configured is skipped.
/// </summary>
public class PostgresDatabase : IAsyncLifetime
{
    private string? _name;

    public string Connection
    {
        get
        {
            PostgresServer.Require();
            return PostgresServer.ConnectionTo(_name!);
        }
    }

    /// <summary>The database to copy, or null for an empty one.</summary>
    protected virtual Task<string?> TemplateAsync() => Task.FromResult<string?>(null);

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Configured) _name = await PostgresServer.CreateAsync(await TemplateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_name is not null) await PostgresServer.DropAsync(_name);
        GC.SuppressFinalize(this);
    }
}
