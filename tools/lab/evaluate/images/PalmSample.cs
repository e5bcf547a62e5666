using System.Globalization;
using Pedestal.Pictures;

namespace Pedestal.Evaluate;

/// <summary>One capture of a palm.</summary>
/// <param name="Palm">Whose palm it is.</param>
/// <param name="Number">Which capture of it, as <see cref="Normalise"/> writes it.</param>
/// <param name="Name">What it is called where it comes from.</param>
/// <param name="Read">Reads the picture; throws <see cref="InvalidDataException"/> when that fails.</param>
sealed record PalmSample(string Palm, string Number, string Name, Func<GreyImage> Read)
{
    /// <summary>Numbers are the same with and without leading zeros; other names stay as they are.</summary>
    public static string Normalise(string number) =>
        ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : number;
}
