using Pedestal.Capture.Link;
using Pedestal.Capture.Store;

namespace Pedestal.Capture;

/// <summary>One person in front of the pedestal: the agreement first, then one presentation after the other.</summary>
sealed class RecordingSession(EvaluationStore store, EvaluationKey key, TextReader input, TextWriter output)
{
    const string Agreement = "I AGREE";

    /// <summary>Whether the person has agreed to the present text, before or now.</summary>
    public bool HasAgreed(string subject)
    {
        var text = store.Text;
        if (store.ConsentOf(subject) is { } earlier)
        {
            if (earlier.Digest != text.Digest)
            {
                throw new InvalidDataException(
                    $"{subject} has agreed to another text ({earlier.Version}). Withdraw it first, or continue under another pseudonym.");
            }

            output.WriteLine($"{subject} agreed on {earlier.Agreed:yyyy-MM-dd HH:mm} UTC ({earlier.Version}); erased on {earlier.EraseOn:yyyy-MM-dd}.");
            return true;
        }

        output.WriteLine(text.Text);
        output.WriteLine($"Your pseudonym: {subject}. The pictures are erased on {store.NextEraseOn:yyyy-MM-dd}.");
        output.Write($"If you agree, type {Agreement}: ");
        if (input.ReadLine()?.Trim().Equals(Agreement, StringComparison.OrdinalIgnoreCase) != true)
        {
            output.WriteLine("Nothing is captured.");
            return false;
        }

        store.Agree(subject, key);
        return true;
    }

    /// <summary>Takes the presentations of both hands, as a new session unless one is to be continued.</summary>
    public async Task RunAsync(
        RecordingPedestal pedestal, string subject, IReadOnlyList<Hand> hands, int presentations, int? session, CancellationToken cancellation)
    {
        var earlier = store.CapturesOf(subject);
        var number = session ?? earlier.Select(label => label.Session).DefaultIfEmpty(0).Max() + 1;
        foreach (var hand in hands)
        {
            var last = earlier.Where(label => label.Hand == hand && label.Session == number).Select(label => label.Presentation).DefaultIfEmpty(0).Max();
            for (var presentation = last + 1; presentation <= last + presentations; presentation++)
            {
                output.WriteLine($"Hold your {(hand == Hand.Left ? "LEFT" : "RIGHT")} palm over the pedestal ({presentation - last} of {presentations}).");
                var label = new CaptureLabel(subject, hand, number, presentation);
                store.Add(label, await pedestal.RecordAsync(cancellation), key);
                output.WriteLine($"  {label.Path} is stored. Lift your palm.");
            }
        }
    }
}
