namespace Pedestal.Vein
{
    /// <summary>What came of an extraction; everything but <see cref="Ok"/> is a reason the guest can act on.</summary>
    public enum ExtractionStatus
    {
        /// <summary>The template is good.</summary>
        Ok = 0,

        /// <summary>Nothing bright enough is in view.</summary>
        NoHand = 1,

        /// <summary>The palm is too small in the frame.</summary>
        TooFar = 2,

        /// <summary>The palm is too large for the frame.</summary>
        TooNear = 3,

        /// <summary>The palm is cut by the side of the frame.</summary>
        OffCentre = 4,

        /// <summary>The hand is in view, but too dark.</summary>
        TooDark = 5,

        /// <summary>Too many pixels are saturated.</summary>
        TooBright = 6,

        /// <summary>Too few cells of the grid show palm.</summary>
        TooFewCells = 7,

        /// <summary>What is in view has not the outline of a hand.</summary>
        NotAPalm = 8,

        /// <summary>The lines on the palm are too weak: a cold hand, or none.</summary>
        LowContrast = 9,

        /// <summary>The picture has no detail: out of focus, or a wet lens.</summary>
        Blurred = 10,

        /// <summary>The palm is tilted.</summary>
        Tilted = 11,

        /// <summary>The palm moved between two frames.</summary>
        Moving = 12,

        /// <summary>What is in view does not reflect the pedestal's light as skin does.</summary>
        NotSkin = 13,
    }
}
