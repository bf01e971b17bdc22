// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import WebServer

extension Office {
    /// Figures of data sets in the rest of the record: as evidence, as readings, and what moved.
    var figureRoutes: [Route] {
        let data = Address.data + "/:id"
        let objective = Address.objectives + "/:id"
        let assessment = Address.assessments + "/:id"
        let moved = MovedPage(office: self)
        let evidence = UseAsEvidencePage(office: self)
        let reading = FigureReadingPage(office: self)
        let measure = FigureMeasurePage(office: self)
        let section = SectionFiguresPage(office: self)
        func get(
            _ path: String, _ permission: Permission,
            _ answer: @escaping @Sendable (Visit) async throws -> WebResponse
        ) -> Route {
            Route(.get, path, .may(permission), .within, .never, .none, answer: answer)
        }
        func post(
            _ path: String, _ permission: Permission,
            _ answer: @escaping @Sendable (Visit) async throws -> WebResponse
        ) -> Route {
            Route(.post, path, .may(permission), .within, .never, .form, answer: answer)
        }
        return [
            // Who may say that nothing has to change is asked of each record, as with the acts of an assessment.
            get(data + "/moved", .viewAssessments, moved.show),
            post(data + "/moved", .viewAssessments, moved.settle),
            get(data + "/use-as-evidence", .writeAssessments, evidence.show),
            post(data + "/use-as-evidence", .writeAssessments, evidence.add),
            get(assessment + "/figures/:section", .writeAssessments, section.show),
            post(assessment + "/figures/:section", .writeAssessments, section.add),
            get(objective + "/readings/from/:version", .enterReadings, reading.show),
            post(objective + "/readings/from/:version", .enterReadings, reading.enter),
            get(objective + "/figure", .editObjectives, measure.show),
            post(objective + "/figure", .editObjectives, measure.save),
        ]
    }
}
