using System.Globalization;
using Pedestal.Pictures;
using Spectre.Console;

namespace Pedestal.Phantom;

/// <summary>Writes a set of captures as files.</summary>
static class PhantomSet
{
    public sealed record Request(int Palms, int Samples, int Seed, DirectoryInfo Folder, Difficulty Difficulty, Variety Variety, bool Regions);

    public static int Write(Request request, IAnsiConsole console)
    {
        try
        {
            request.Folder.Create();
            if (console.Profile.Capabilities.Interactive)
            {
                console.Progress().Start(context =>
                {
                    var task = context.AddTask("Palms", maxValue: request.Palms);
                    WriteAll(request, () => task.Increment(1));
                });
            }
            else
            {
                WriteAll(request, () => { });
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {request.Folder.FullName}: {error.Message}");
            return 1;
        }

        Console.WriteLine($"{request.Palms * request.Samples} pictures of {request.Palms} palms in {request.Folder.FullName}");
        return 0;
    }

    static void WriteAll(Request request, Action written) => Parallel.For(0, request.Palms, palm =>
    {
        var hand = new PhantomHand(request.Seed, palm, request.Variety);
        for (var sample = 0; sample < request.Samples; sample++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{palm:0000}_{sample:00}.pgm");
            var pixels = request.Regions
                ? PhantomRegion.Render(hand, sample, request.Difficulty)
                : PhantomRenderer.Render(hand, sample, request.Difficulty);
            PgmFile.Write(Path.Combine(request.Folder.FullName, name),
                new GreyImage(PhantomRenderer.Side, PhantomRenderer.Side, pixels));
        }

        written();
    });
}
