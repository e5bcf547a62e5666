namespace Pedestal.Vein.Quality
{
    /// <summary>One condition that a capture must meet.</summary>
    public interface IQualityValidator
    {
        /// <summary>Its name in reports and on the technician's console.</summary>
        string Name { get; }

        /// <summary>The reason given when the condition is not met.</summary>
        ExtractionStatus Reason { get; }

        /// <summary>Whether the capture meets it.</summary>
        bool Accepts(CaptureQuality quality);
    }
}
