using System.Globalization;
using Pedestal.Capture.Store;
using Pedestal.Pictures;

namespace Pedestal.Evaluate;

/// <summary>One capture of a palm.</summary>
/// <param name="Palm">The palm's name.</param>
/// <param name="Number">The sample's number, as <see cref="Normalise"/> writes it.</param>
/// <param name="Name">Its name at the source.</param>
/// <param name="Read">Reads the picture; throws <see cref="InvalidDataException"/> if that fails.</param>
sealed record PalmSample(string Palm, string Number, string Name, Func<GreyImage> Read)
{
    /// <summary>Reads all pictures of a pedestal's capture; null where there is one picture only.</summary>
    public Func<CapturedPalm>? ReadCapture { get; init; }

    /// <summary>Removes leading zeros from numbers; other names stay unchanged.</summary>
    public static string Normalise(string number) =>
        ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : number;
}
