using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Bench;

/// <summary>
/// IndexBinaryFlat of an installed faiss (Debian: libfaiss-dev), through a small program compiled here. It compares the
/// templates without shifts and without validity: a bound on what an index over binary vectors could reach, not a matcher.
/// </summary>
static class FaissReference
{
    const int CodeBytes = TemplateFormat.PlaneCount * TemplateFormat.PlaneLength;
    static readonly string[] Compile =
        ["-O3", "-march=native", "-fopenmp", "-ffunction-sections", "-Wl,--gc-sections"];

    static readonly string[] Libraries = ["-lfaiss", "-lblas", "-llapack"];
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Version and templates per second, or why there is no figure.</summary>
    public static (string Version, double? TemplatesPerSecond) Measure(IEnumerable<VeinTemplate> templates)
    {
        var folder = Directory.CreateTempSubdirectory("pedestal-faiss-");
        try
        {
            var source = Path.Combine(folder.FullName, "flat.cpp");
            var program = Path.Combine(folder.FullName, "flat");
            using (var file = File.Create(source))
            using (var text = typeof(FaissReference).Assembly.GetManifestResourceStream("flat.cpp"))
            {
                text!.CopyTo(file);
            }

            if (Run("g++", [.. Compile, source, "-o", program, .. Libraries]) is null)
            {
                return ("not installed (no g++ or no libfaiss-dev)", null);
            }

            var codes = Path.Combine(folder.FullName, "codes");
            using (var file = File.Create(codes))
            {
                foreach (var template in templates)
                {
                    foreach (var word in template.Planes[..VeinTemplate.MaskStart])
                    {
                        file.Write(BitConverter.GetBytes(word));
                    }
                }
            }

            var printed = Run(program, [codes, CodeBytes.ToString(CultureInfo.InvariantCulture)]);
            return printed?.Split() is [var version, var rate, ..]
                ? (version + " IndexBinaryFlat, no shifts", double.Parse(rate, CultureInfo.InvariantCulture))
                : ("installed, but its program failed", null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The output of a program; null if it cannot be started, fails or takes too long.</summary>
    static string? Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }

            Task.WaitAll(output, errors);
            return process.ExitCode == 0 ? output.Result : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
