using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chancery.Features.Archive;

/// <summary>Front door of Archive.</summary>
public static class ArchiveFeature
{
    internal const string SearchLimit = "archive";

    public static void AddArchive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ISaveChangesInterceptor, SearchOutbox>();
        services.AddSingleton<ArchiveIndex>();
        services.AddHostedService(provider => provider.GetRequiredService<ArchiveIndex>());
        services.AddSingleton<ArchiveSuggestions>();
        services.AddScoped<ArchiveSearch>();
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy(SearchLimit, http =>
            RateLimitPartition.GetSlidingWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = 600, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })));
    }

    public static void MapArchive(this WebApplication app)
    {
        app.MapArchiveApi();
        app.MapArchiveDoors();
    }
}
