using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>Stored settings with a service code, as service mode reads it.</summary>
static class StoredCode
{
    public static SettingsStore In(IFileStore files, string? code)
    {
        var store = new SettingsStore(files);
        store.Load();
        var values = store.Values();
        values[SettingsSchema.IndexOf(SettingNames.ServiceCode)] = code;
        Assert.Equal(SettingsResult.Done, store.Save(values, TrialProof.None));
        return store;
    }

    public static void Open(ServiceMode service, string? code) => service.Open(In(new MemoryStore(), code));
}
