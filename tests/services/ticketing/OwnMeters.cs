using System.Diagnostics.Metrics;

namespace Pedestal.Ticketing.Tests;

/// <summary>Separate meters for one test.</summary>
sealed class OwnMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

    public void Dispose()
    {
    }
}
