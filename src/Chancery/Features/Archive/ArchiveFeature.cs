namespace Chancery.Features.Archive;

/// <summary>Front door of Archive.</summary>
public static class ArchiveFeature
{
    public static void AddArchive(this WebApplicationBuilder builder)
    {
    }

    public static void MapArchive(this WebApplication app) => app.MapArchiveApi();
}
