using Pedestal.Vein;

namespace Pedestal.Demo;

/// <summary>The source of the hands that the cameras see.</summary>
interface IHands
{
    /// <summary>Number of people available; null for no limit.</summary>
    int? People { get; }

    /// <summary>The pictures that the camera sees, in order, when a person enrols a palm.</summary>
    IReadOnlyList<byte[]> Enrolment(int person, PalmSide side, int sample);

    /// <summary>The pictures that the camera sees, in order, when a person presents a palm for the nth time.</summary>
    IReadOnlyList<byte[]> Entry(int person, PalmSide side, int presentation);

    /// <summary>The pictures that the camera sees, in order, when an enrolled person links a palm with another party.</summary>
    IReadOnlyList<byte[]> Linking(int person, PalmSide side, int sample);
}
