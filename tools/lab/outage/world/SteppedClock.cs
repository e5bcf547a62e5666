using System.ComponentModel;

namespace Pedestal.Outage.World;

/// <summary>A process's clock that can be stepped while it runs: <c>clock.c</c>, preloaded, adds the step that is in a file.</summary>
sealed class SteppedClock
{
    readonly string _file;
    readonly string _library;

    /// <summary>A clock without a step.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="library">The library that <see cref="Compile"/> made; empty for a clock that cannot be stepped.</param>
    public SteppedClock(string file, string library)
    {
        (_file, _library) = (file, library);
        File.WriteAllBytes(_file, new byte[sizeof(long)]);
    }

    /// <summary>What a process needs to have this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment => _library.Length == 0 ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["LD_PRELOAD"] = _library, ["OUTAGE_CLOCK"] = _file };

    /// <summary>Compiles the library; empty where there is no C compiler.</summary>
    public static string Compile(string folder)
    {
        var (source, library) = (Path.Combine(folder, "clock.c"), Path.Combine(folder, "clock.so"));
        using (var from = typeof(SteppedClock).Assembly.GetManifestResourceStream("clock.c")!)
        using (var to = File.Create(source))
        {
            from.CopyTo(to);
        }

        try
        {
            Shell.Run("cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl");
            return library;
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    /// <summary>Steps it to so far from the right time.</summary>
    public void Step(TimeSpan from)
    {
        using var file = File.OpenWrite(_file);
        file.Write(BitConverter.GetBytes((long)from.TotalSeconds));
    }
}
