using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chancery.Features.Archive;

/// <summary>Front door of Archive.</summary>
public static class ArchiveFeature
{
    public static void AddArchive(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ISaveChangesInterceptor, SearchOutbox>();
    }

    public static void MapArchive(this WebApplication app) => app.MapArchiveApi();
}
