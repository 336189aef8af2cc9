namespace Chancery.Features.Home;

/// <summary>Front door of Home.</summary>
public static class HomeFeature
{
    public static void AddHome(this WebApplicationBuilder builder)
    {
    }

    public static void MapHome(this WebApplication app)
    {
    }
}
