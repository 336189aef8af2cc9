using Chancery.Samples;
using Chancery.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chancery.Browser;

/// <summary>
/// What <c>chancery demo</c> serves, on a real port, for one test class: the samples are loaded once for all classes
/// and their data folder is copied, so that no class sees what another did.
/// </summary>
public sealed class DemoSite : IAsyncLifetime
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? _template;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "chancery-browser-" + Guid.CreateVersion7().ToString("N"));
    private Factory? _factory;

    /// <summary>The site's address, on localhost: passkeys are bound to that name.</summary>
    public string Address { get; private set; } = "";

    public IServiceProvider Services => _factory!.Services;

    public async ValueTask InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            _template ??= await LoadAsync();
        }
        finally
        {
            Gate.Release();
        }
        Copy(_template, _folder);
        _factory = new Factory(_folder);
        _factory.UseKestrel(0);
        _factory.StartServer();
        var port = new Uri(_factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        Address = $"http://localhost:{port}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null) await _factory.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a page cannot do or tell: looked up or set where the site keeps it.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<ChanceryDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MissionScope>().EnterEvery();
        return await work(scope.ServiceProvider.GetRequiredService<ChanceryDb>());
    }

    private static async Task<string> LoadAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"chancery-demo-{Environment.ProcessId}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await using (var factory = new Factory(folder))
        {
            _ = factory.Server;
            await Demo.LoadAsync(factory.Services, CancellationToken.None);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private sealed class Factory(string folder) : WebApplicationFactory<Program>
    {
        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.ConfigureHostConfiguration(settings => settings.AddInMemoryCollection(
            [
                new("Chancery:Data", folder),
                new("Chancery:RequireSecondFactor", "false"),
                new("Logging:LogLevel:Default", "Warning"),
                new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning"),
                new("environment", "Production"),
            ]));
            return base.CreateHost(builder);
        }
    }
}
