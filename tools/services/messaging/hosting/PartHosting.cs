using Microsoft.Extensions.DependencyInjection;

namespace Pedestal.Messaging;

/// <summary>Adds parts to a process.</summary>
public static class PartHosting
{
    /// <summary>Adds a part; parts start in the order in which they are added.</summary>
    public static IServiceCollection AddPart<T>(this IServiceCollection services)
        where T : Part
    {
        services.AddSingleton<T>().AddSingleton<Part>(s => s.GetRequiredService<T>());
        return services.AddHostedService(s => s.GetRequiredService<T>());
    }
}
