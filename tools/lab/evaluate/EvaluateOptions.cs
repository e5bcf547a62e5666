using Pedestal.Phantom;
using Pedestal.Vein;
using Pedestal.Vein.Quality;

namespace Pedestal.Evaluate;

/// <summary>The options of the command line.</summary>
sealed record EvaluateOptions
{
    /// <summary>Folder of pictures; null for phantoms.</summary>
    public DirectoryInfo? Images { get; init; }

    /// <summary>The keys of an evaluation whose captures are in <see cref="Images"/>; null for ordinary pictures.</summary>
    public FileInfo? CaptureKey { get; init; }

    /// <summary>What the pictures show.</summary>
    public SampleKind Kind { get; init; }

    /// <summary>Regular expression that extracts palm and sample from a path.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Number of synthetic palms.</summary>
    public int Phantoms { get; init; }

    /// <summary>Seed of the synthetic palms.</summary>
    public int Seed { get; init; }

    /// <summary>The light in which the palms are seen; null for pictures and cameras whose light is unknown.</summary>
    public LightCalibration? Light => (Images is null || CaptureKey is not null) && Variety == Variety.Usual ? new LightCalibration() : null;

    /// <summary>Difficulty of the synthetic palms.</summary>
    public Difficulty Difficulty { get; init; }

    /// <summary>How much the synthetic people and cameras differ.</summary>
    public Variety Variety { get; init; }

    /// <summary>Presentation attacks of each kind on the synthetic palms; 0 for none.</summary>
    public int Attacks { get; init; }

    /// <summary>Whether the synthetic palms, and the attacks, are shown in ambient light too.</summary>
    public bool Ambient { get; init; }

    /// <summary>Samples that enrol a palm.</summary>
    public required IReadOnlyList<string> Gallery { get; init; }

    /// <summary>Samples compared with all palms.</summary>
    public required IReadOnlyList<string> Probes { get; init; }

    /// <summary>Share of the palms left out of the gallery for open-set identification.</summary>
    public double LeftOut { get; init; }

    /// <summary>Threads to run on.</summary>
    public int Threads { get; init; }

    /// <summary>Folder for the report.</summary>
    public required DirectoryInfo Output { get; init; }
}
