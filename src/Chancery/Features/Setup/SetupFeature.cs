using Chancery.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Chancery.Features.Setup;

/// <summary>Front door of Setup: the first run, in the browser or by <c>chancery setup</c>.</summary>
public static class SetupFeature
{
    public static void AddSetup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SetupKey>();
        builder.Services.AddHostedService<SetupLink>();
    }

    public static void MapSetup(this WebApplication app)
    {
    }
}

/// <summary>
/// While nobody is here, each start prints the link that sets the installation up. On the console, not in the log: logs
/// travel, and the key would with them.
/// </summary>
internal sealed class SetupLink(IServiceProvider services, SetupKey key, IServer server, IConfiguration settings) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await FirstRun.IsOpenAsync(scope.ServiceProvider.GetRequiredService<ChanceryDb>(), cancellationToken)) return;
        var address = settings["Chancery:PublicUrl"] ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        await Console.Out.WriteLineAsync($"\nNobody is here yet. Set this installation up at\n\n    {address.TrimEnd('/')}/setup?key={key.Value}\n");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
