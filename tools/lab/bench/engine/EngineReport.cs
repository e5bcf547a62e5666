namespace Pedestal.Bench;

/// <summary>The speed of a number of threads.</summary>
/// <param name="Exhaustive81PerSecond">Templates per second over all 81 shifts of one rotation, without coarse search.</param>
/// <param name="CoarsePerSecond">Templates per second, coarse to fine over all rotations, in a gallery of a million.</param>
/// <param name="MillionP50Ms">Median time of such a search.</param>
/// <param name="MillionP99Ms">Time that one such search in a hundred exceeds.</param>
sealed record SpeedReport(
    double Exhaustive81PerSecond, double CoarsePerSecond, double MillionP50Ms, double MillionP99Ms);

/// <summary>How often the coarse-to-fine search gives the result of the exhaustive one.</summary>
/// <param name="Probes">Probes: captures of enrolled palms, different from those that enrol them.</param>
/// <param name="Templates">Templates of the gallery.</param>
/// <param name="Alignments">Alignments of the exhaustive search: shifts times rotations.</param>
/// <param name="Same">Probes with the same nearest palm at the same distance.</param>
/// <param name="RightPalm">Probes whose nearest palm is their own, by the exhaustive search.</param>
sealed record AgreementReport(int Probes, int Templates, int Alignments, int Same, int RightPalm);

/// <summary>References for the engine.</summary>
/// <param name="ExhaustiveScalarPerSecond">Templates per second of RigidComparer over 81 shifts, one thread.</param>
/// <param name="MemoryBytesPerSecondOneCore">
/// Bytes per second when reading as much as a million templates take, one thread.
/// </param>
/// <param name="MemoryBytesPerSecondTwoCores">The same with two threads.</param>
/// <param name="MemoryLimitFullPerSecond">Templates per second that memory can deliver to one core at full size.</param>
/// <param name="MemoryLimitCoarsePerSecond">Templates per second that memory can deliver to one core at half size.</param>
/// <param name="Faiss">Version of faiss, or why it is missing.</param>
/// <param name="FaissNoShiftPerSecond">Templates per second of its IndexBinaryFlat, one thread: no shifts, no validity.</param>
sealed record ReferenceReport(
    double ExhaustiveScalarPerSecond, double MemoryBytesPerSecondOneCore, double MemoryBytesPerSecondTwoCores,
    double MemoryLimitFullPerSecond, double MemoryLimitCoarsePerSecond, string Faiss, double? FaissNoShiftPerSecond);

/// <summary>All figures. Those at the top have a target: on one core, or on two for the million.</summary>
/// <param name="Exhaustive81PerSecond">From <see cref="OneCore"/>.</param>
/// <param name="CoarsePerSecond">From <see cref="OneCore"/>.</param>
/// <param name="Agreement">Share of probes with the exhaustive search's result.</param>
/// <param name="MillionP99Ms">From <see cref="TwoCores"/>, or from one core if there are no two.</param>
/// <param name="OneCore">One thread.</param>
/// <param name="TwoCores">Two threads.</param>
/// <param name="AgreementDetails">Details of the agreement.</param>
/// <param name="References">References.</param>
/// <param name="Machine">The machine it ran on.</param>
sealed record EngineReport(
    double Exhaustive81PerSecond, double CoarsePerSecond, double Agreement, double MillionP99Ms,
    SpeedReport OneCore, SpeedReport? TwoCores, AgreementReport AgreementDetails, ReferenceReport References,
    MachineClass Machine);
