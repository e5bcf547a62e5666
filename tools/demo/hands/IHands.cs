using Pedestal.Vein;

namespace Pedestal.Demo;

/// <summary>Where the hands come from that the cameras see.</summary>
interface IHands
{
    /// <summary>How many people there are, or null for as many as wanted.</summary>
    int? People { get; }

    /// <summary>Captures of an enrolment: what the camera may see of a palm, one picture after the other.</summary>
    IReadOnlyList<byte[]> Enrolment(int person, PalmSide side, int sample);

    /// <summary>What the camera sees, one picture after the other, when a person presents a palm for the nth time.</summary>
    IReadOnlyList<byte[]> Entry(int person, PalmSide side, int presentation);
}
