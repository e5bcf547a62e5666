namespace Pedestal.Phantom;

/// <summary>Smooth displacement of the skin between two captures: four plane waves of 60 to 110 mm on each axis.</summary>
sealed class ElasticWarp
{
    const int Waves = 4;
    readonly double[] _amplitude = new double[2 * Waves];
    readonly double[] _frequencyX = new double[2 * Waves];
    readonly double[] _frequencyY = new double[2 * Waves];
    readonly double[] _phase = new double[2 * Waves];

    public ElasticWarp(PhantomRandom random, double deviation)
    {
        for (var i = 0; i < 2 * Waves; i++)
        {
            var frequency = 2 * Math.PI / random.Uniform(60, 110);
            var direction = random.Uniform(0, 2 * Math.PI);
            _amplitude[i] = deviation * Math.Sqrt(2.0 / Waves);
            _frequencyX[i] = frequency * Math.Cos(direction);
            _frequencyY[i] = frequency * Math.Sin(direction);
            _phase[i] = random.Uniform(0, 2 * Math.PI);
        }
    }

    public (double X, double Y) Apply(double x, double y) => (x + Sum(0, x, y), y + Sum(Waves, x, y));

    double Sum(int first, double x, double y)
    {
        var sum = 0.0;
        for (var i = first; i < first + Waves; i++)
        {
            sum += _amplitude[i] * Math.Sin(_frequencyX[i] * x + _frequencyY[i] * y + _phase[i]);
        }

        return sum;
    }
}
