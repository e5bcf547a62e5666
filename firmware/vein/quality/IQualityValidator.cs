namespace Pedestal.Vein.Quality
{
    /// <summary>One condition that a capture must meet.</summary>
    public interface IQualityValidator
    {
        /// <summary>The validator's name in reports.</summary>
        string Name { get; }

        /// <summary>The reason for refusing a capture that does not meet the condition.</summary>
        ExtractionStatus Reason { get; }

        /// <summary>Whether the capture meets the condition.</summary>
        bool Accepts(CaptureQuality quality);
    }
}
