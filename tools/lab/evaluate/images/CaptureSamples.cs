using System.Globalization;
using Pedestal.Capture.Store;
using Pedestal.Hal;
using Pedestal.Pictures;

namespace Pedestal.Evaluate;

/// <summary>The captures that tools/lab/capture has stored; sample 2-3 is the third presentation of the second session.</summary>
static class CaptureSamples
{
    /// <summary>Lists the captures; they are opened later, in memory only. What is past its date is erased before.</summary>
    /// <exception cref="InvalidDataException">The folder is no evaluation's, or has no captures; the message says what to do.</exception>
    public static List<PalmSample> Of(DirectoryInfo folder, FileInfo keyFile)
    {
        var key = EvaluationKey.Load(keyFile);
        var store = EvaluationStore.Open(folder, TimeProvider.System);
        List<PalmSample> samples = [.. store.Subjects.SelectMany(store.CapturesOf).Select(label => Of(store, key, label))];
        return samples.Count > 0 ? samples : throw new InvalidDataException($"{folder} has no captures; \"capture record\" takes them.");
    }

    static PalmSample Of(EvaluationStore store, EvaluationKey key, CaptureLabel label) => new(
        $"{label.Subject}-{label.Hand.ToString().ToLowerInvariant()}",
        string.Create(CultureInfo.InvariantCulture, $"{label.Session}-{label.Presentation}"),
        label.Path,
        () => new GreyImage(PalmFrame.Side, PalmFrame.Side, store.Read(label, key).Lit))
    {
        ReadCapture = () => store.Read(label, key),
    };
}
