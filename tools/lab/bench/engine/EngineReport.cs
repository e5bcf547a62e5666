namespace Pedestal.Bench;

/// <summary>What one number of threads reaches.</summary>
/// <param name="Exhaustive81PerSecond">Templates a second, all 81 shifts of one rotation, no coarse search.</param>
/// <param name="CoarsePerSecond">Templates a second, coarse to fine over all rotations, a gallery of a million.</param>
/// <param name="MillionP50Ms">Median time of such a search.</param>
/// <param name="MillionP99Ms">Time that one such search in a hundred exceeds.</param>
sealed record SpeedReport(
    double Exhaustive81PerSecond, double CoarsePerSecond, double MillionP50Ms, double MillionP99Ms);

/// <summary>How often coarse to fine gives what the exhaustive search gives.</summary>
/// <param name="Probes">Probes: captures of enrolled palms, other than those that enrol them.</param>
/// <param name="Templates">Templates of the gallery.</param>
/// <param name="Alignments">Alignments of the exhaustive search: shifts times rotations.</param>
/// <param name="Same">Probes of the same nearest palm at the same distance.</param>
/// <param name="RightPalm">Probes whose nearest palm is their own, by the exhaustive search.</param>
sealed record AgreementReport(int Probes, int Templates, int Alignments, int Same, int RightPalm);

/// <summary>What the engine is compared with.</summary>
/// <param name="ExhaustiveScalarPerSecond">Templates a second of RigidComparer over 81 shifts, one thread.</param>
/// <param name="MemoryBytesPerSecondOneCore">Bytes a second of reading as much as a million templates take, one
/// thread.</param>
/// <param name="MemoryBytesPerSecondTwoCores">The same with two threads.</param>
/// <param name="MemoryLimitFullPerSecond">Templates a second that memory gives to one core at full size.</param>
/// <param name="MemoryLimitCoarsePerSecond">Templates a second that memory gives to one core at half size.</param>
/// <param name="Faiss">Version of faiss, or why there is none.</param>
/// <param name="FaissNoShiftPerSecond">Templates a second of its IndexBinaryFlat, one thread: no shifts, no
/// validity.</param>
sealed record ReferenceReport(
    double ExhaustiveScalarPerSecond, double MemoryBytesPerSecondOneCore, double MemoryBytesPerSecondTwoCores,
    double MemoryLimitFullPerSecond, double MemoryLimitCoarsePerSecond, string Faiss, double? FaissNoShiftPerSecond);

/// <summary>All figures. Those at the top are the ones with a bar: one core, but two for the million.</summary>
/// <param name="Exhaustive81PerSecond">Of <see cref="OneCore"/>.</param>
/// <param name="CoarsePerSecond">Of <see cref="OneCore"/>.</param>
/// <param name="Agreement">Share of probes with the exhaustive answer.</param>
/// <param name="MillionP99Ms">Of <see cref="TwoCores"/>, or of one where there are no two.</param>
/// <param name="OneCore">One thread.</param>
/// <param name="TwoCores">Two threads.</param>
/// <param name="AgreementDetails">Where the share comes from.</param>
/// <param name="References">Comparisons.</param>
/// <param name="Machine">Where it ran.</param>
sealed record EngineReport(
    double Exhaustive81PerSecond, double CoarsePerSecond, double Agreement, double MillionP99Ms,
    SpeedReport OneCore, SpeedReport? TwoCores, AgreementReport AgreementDetails, ReferenceReport References,
    MachineClass Machine);
