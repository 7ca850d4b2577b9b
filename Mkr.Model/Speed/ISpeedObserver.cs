namespace Mkr.Model.Speed;

/// <summary>Is told how a <see cref="SpeedTest"/> goes.</summary>
internal interface ISpeedObserver
{
    /// <summary>A measurement begins.</summary>
    /// <param name="what">What is measured.</param>
    /// <param name="fraction">How much of all is done, 0 to 1.</param>
    void OnMeasuring(string what, double fraction);

    /// <summary>The roof is known; everything else is measured against it.</summary>
    void OnRoof(MachineRoof roof);

    /// <summary>A preset was trained under a policy.</summary>
    /// <param name="preset">The preset's name.</param>
    /// <param name="rowsPerSecond">The rows a second that the core can read from tables of its size.</param>
    /// <param name="speed">How fast that was.</param>
    void OnTraining(string preset, double rowsPerSecond, TrainingSpeed speed);
}
